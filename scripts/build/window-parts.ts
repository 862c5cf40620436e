import { laterFile } from './later-file.ts';

/**
 * What must run before anything else, and what must run soon. The page names this file by itself, so it runs while the rest is
 * still compiled.
 */
const start = {
  name: 'start',
  test: /renderer[\\/](?:host[\\/]remove-network-abilities|client[\\/](?:started-worker|early-languages))\.ts$/,
};
/** The screens that no window begins with: loaded when the first one stands. */
const screens = { name: 'screens', test: /renderer[\\/]views[\\/]app[\\/]further-screens\.tsx$/ };

/** The files that the window's own program is written to. */
export function windowFiles(sources: string): readonly string[] {
  return ['main.js', `${start.name}.js`, laterFile(screens.name, sources)];
}

/** How the window's program is written. In this order: what the screens share with the first ones lies with those. */
export function windowOutput(sources: string) {
  return {
    entryFileNames: 'main.js',
    chunkFileNames: ({ name }: { readonly name: string }) =>
      name === start.name ? `${name}.js` : laterFile(name, sources),
    assetFileNames: 'main.[ext]',
    codeSplitting: {
      groups: [
        { ...start, priority: 2 },
        { name: 'main', tags: ['$initial' as const], priority: 1 },
        { ...screens, priority: 0 },
      ],
    },
  };
}
