import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface ProgramRun {
  readonly millis: number;
  /** Null where the system does not tell (it does on Linux). */
  readonly peakRssMB: number | null;
}

const pollMillis = 10;

/** Runs a program to its end, which must be one of `exitCodes`, and says how long it took, its start included. */
export async function runProgram(
  program: string,
  args: readonly string[],
  exitCodes: readonly number[] = [0],
): Promise<ProgramRun> {
  const started = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  let peakRssMB: number | null = null;
  // The kernel keeps the highest value itself: only growth in the last moment before the end can be missed.
  const poll = setInterval(() => {
    peakRssMB = readPeakRssMB(child.pid) ?? peakRssMB;
  }, pollMillis);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    const millis = performance.now() - started;
    if (code === null || !exitCodes.includes(code)) {
      throw new Error(`${program} ${args[0] ?? ''} ended with ${code}: ${errors}`);
    }
    return { millis, peakRssMB };
  } finally {
    clearInterval(poll);
  }
}

/** Null where the system does not tell, and for a process that has ended. */
export function readPeakRssMB(pid: number | undefined): number | null {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}
