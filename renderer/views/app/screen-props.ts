import type { Host } from '../../host/host.ts';
import type { Navigation } from './use-route.ts';

/** What the frame gives to every screen. */
export interface ScreenProps {
  readonly navigation: Navigation;
  readonly appVersion: string;
  readonly saveFile: Host['saveFile'];
  readonly handedReports: readonly File[];
  readonly onOpenFiles: (files: readonly File[]) => void;
  readonly onEncryptFiles: (files: readonly File[], passphrase: string) => void;
  readonly onOpenCaseFile: (file: File) => void;
  readonly onAddFiles: ((files: readonly File[]) => void) | null;
  readonly onOpenSample: () => void;
}
