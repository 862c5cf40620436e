import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** The faces of a report, by the names that `ReportFonts` has for them. */
const faces = {
  regular: '@expo-google-fonts/ibm-plex-sans/400Regular/IBMPlexSans_400Regular.ttf',
  strong: '@expo-google-fonts/ibm-plex-sans/600SemiBold/IBMPlexSans_600SemiBold.ttf',
  emphasis: '@expo-google-fonts/ibm-plex-sans/400Regular_Italic/IBMPlexSans_400Regular_Italic.ttf',
  code: '@expo-google-fonts/ibm-plex-mono/400Regular/IBMPlexMono_400Regular.ttf',
  fallback: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
};

const fontsModule = 'virtual:report-fonts';
/** Rollup's sign for a module that no other plugin may look for in the file system. */
const sign = '\0';

/** The same files for Node and the browser, whatever a build prefers: a report has the same bytes wherever it is made. */
const pinned: ReadonlyMap<string, string> = new Map([
  ['pdfkit', 'pdfkit/js/pdfkit.browser.mjs'],
  ['fontkit', 'fontkit/dist/browser-module.mjs'],
]);

/**
 * What reports in PDF need of a build: the writer, and the faces as deflated text in a module. The content policy lets
 * neither the window nor its worker fetch anything, a file of its own included.
 */
export function reportPlugin(root: string): Plugin {
  return {
    name: 'report',
    enforce: 'pre',
    // Where modules run as they are, Node would choose for itself.
    config: () => ({ resolve: { noExternal: ['pdfkit'] } }),
    resolveId(name) {
      if (name === fontsModule) return sign + name;
      const path = pinned.get(name);
      return path === undefined ? undefined : join(root, 'node_modules', path);
    },
    load(name) {
      if (name !== sign + fontsModule) return undefined;
      const members = Object.entries(faces).map(([face, path]) => {
        const bytes = readFileSync(join(root, 'node_modules', path));
        const deflated = deflateRawSync(bytes, { level: 9 }).toString('base64');
        return `${face}: '${deflated}'`;
      });
      return `export const deflatedReportFonts = { ${members.join(', ')} };`;
    },
    transform(code, name) {
      if (!name.endsWith('pdfkit.browser.mjs')) return undefined;
      // The profile lies in the module already, and this only names it; a build would take it for a file to bring along.
      const address = "new URL('./data/sRGB_IEC61966_2_1.icc', import.meta.url).href";
      if (!code.includes(address)) throw new Error('pdfkit names its colour profile in another way');
      return { code: code.replace(address, "'sRGB_IEC61966_2_1.icc'"), map: null };
    },
  };
}
