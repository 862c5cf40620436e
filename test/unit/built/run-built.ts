import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface ProgramAnswer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What `npx vouch` starts: the file that package.json names, run by Node alone. */
export function builtProgram(): string {
  const { bin } = JSON.parse(readFileSync('package.json', 'utf8'));
  const path = resolve(bin.vouch);
  if (!existsSync(path)) throw new Error(`${bin.vouch} is not there: npm run build makes it.`);
  return path;
}

/** A folder in which a person who never used Vouch before works. */
export interface Workplace {
  readonly folder: string;
  path(name: string): string;
  run(program: string, args: readonly string[]): Promise<ProgramAnswer>;
  remove(): void;
}

export function openWorkplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-built-'));
  // Nothing of whoever runs the tests: no loader in NODE_OPTIONS, and no trust store of theirs.
  const env = { PATH: process.env['PATH'], HOME: join(folder, 'home'), APPDATA: join(folder, 'home') };
  return {
    folder,
    path: (name) => join(folder, name),
    run(program, args) {
      return new Promise((done) => {
        const options = { cwd: folder, env, maxBuffer: 64 * 1024 * 1024, timeout: 60_000 };
        const child = execFile(program, args, options, (_, out, err) => {
          done({ code: child.exitCode ?? -1, out, err });
        });
      });
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
