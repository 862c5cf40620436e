import { compareWithParse } from './against-parse.ts';
import type { Bench, Results } from './measurement.ts';

/** The import of the window against `JSON.parse` of each line. */
export async function measureImport(bench: Bench): Promise<Results> {
  const result = await compareWithParse('import', bench);
  return {
    'import.toJsonParse': result.ratio,
    'import.ms': result.millis,
    'import.yardstickMs': result.yardstickMillis,
    'import.peakRssMB': result.peakRssMB,
    'import.emptyRssMB': result.emptyRssMB,
    'import.browserPeakRssMB': result.browserPeakRssMB,
    'import.cpuMs': result.cpuMs,
    'import.yardstickCpuMs': result.yardstickCpuMs,
    'import.lateCpuMs': result.lateCpuMs,
  };
}
