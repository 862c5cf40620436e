import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

let config: Configuration;
let validate: (config: unknown) => Promise<void>;

beforeAll(async () => {
  // The configuration is read and checked by the code that will read it when the installers are made.
  const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
  const reader = builder('app-builder-lib/out/util/config/config');
  config = await reader.getConfig(resolve('.'), 'electron-builder.yml', null);
  validate = (candidate) => reader.validateConfiguration(candidate, { isEnabled: false });
});

/** The parts that are looked at; whether the rest is well-formed is for electron-builder to say. */
interface Configuration {
  readonly electronFuses: unknown;
  readonly asar: unknown;
  readonly files: unknown;
  readonly npmRebuild: unknown;
  readonly publish: unknown;
  readonly fileAssociations: unknown;
  readonly win: unknown;
  readonly mac: unknown;
  readonly linux: unknown;
}

describe('the packaging', () => {
  it('is a configuration that electron-builder accepts', async () => {
    await expect(validate(config)).resolves.toBeUndefined();
  });

  it('would be noticed if it were not', async () => {
    const misspelled = { ...config, electronFuses: { runAsNodes: false } };
    await expect(validate(misspelled)).rejects.toThrow('configuration.electronFuses');
  });

  it('sets every fuse, each to the safe side', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
      loadBrowserProcessSpecificV8Snapshot: false,
    });
  });

  it('keeps the integrity of the archive on', () => {
    expect(config.asar).toBe(true);
    expect(config).not.toHaveProperty('asarUnpack');
    expect(config).not.toHaveProperty('disableAsarIntegrity');
  });

  it('takes in the built window and main and nothing else', () => {
    expect(config.files).toEqual([
      { filter: ['build/electron/**', 'build/renderer/**', '!node_modules', '!**/*.map'] },
    ]);
    expect(config).not.toHaveProperty('extraResources');
    expect(config).not.toHaveProperty('extraFiles');
    expect(config.npmRebuild).toBe(false);
  });

  it('publishes nothing and runs no script of its own', () => {
    expect(config.publish).toBeNull();
    for (const hook of ['beforeBuild', 'afterPack', 'afterSign', 'beforePack', 'afterAllArtifactBuild']) {
      expect(config).not.toHaveProperty(hook);
    }
  });

  it('claims the endings of bundles and no other', () => {
    const associations = config.fileAssociations;
    expect(associations).toMatchObject([
      { ext: 'evb.zip', role: 'Viewer' },
      { ext: 'evb', role: 'Viewer' },
    ]);
    expect(associations).toHaveLength(2);
  });

  it('makes what each system installs, and one form that needs no installation', () => {
    expect(config.win).toMatchObject({ target: ['nsis', 'zip'] });
    expect(config.mac).toMatchObject({ target: ['dmg', 'zip'] });
    expect(config.linux).toMatchObject({ target: ['AppImage', 'tar.gz'] });
  });

  it('pins Electron and the packager to exact versions', () => {
    const { devDependencies, dependencies, main } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
    expect(devDependencies['electron-builder']).toMatch(/^\d+\.\d+\.\d+$/);
    expect(dependencies).not.toHaveProperty('electron-updater');
    expect(main).toBe('build/electron/main.mjs');
  });
});
