import type {
  SecretAnswer,
  SecretOperation,
  SecretStoreStanding,
  SystemStore,
} from '../../shared/contract/host-secrets.ts';

/**
 * The part of Electron's `safeStorage` that is used. Not its asynchronous half: what `getSelectedStorageBackend` says of a key that
 * everybody knows, it says of these.
 */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  getSelectedStorageBackend(): string;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
}

/** A key has 32 bytes; what protects one adds some tens. */
const mostSecretBytes = 1_024;
const mostProtectedBytes = 16_384;

/** Null for whatever is no operation: the window is believed in nothing. */
export function parseSecretOperation(value: unknown): SecretOperation | null {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null;
  const { kind, ...rest }: { readonly kind: unknown; readonly [name: string]: unknown } = value;
  const names = Object.keys(rest);
  if (kind === 'standing') return names.length === 0 ? { kind } : null;
  if (names.length !== 1) return null;
  const { secret, protectedSecret } = rest;
  if (kind === 'protect') return isBytes(secret, mostSecretBytes) ? { kind, secret } : null;
  if (kind === 'reveal') {
    return isBytes(protectedSecret, mostProtectedBytes) ? { kind, protectedSecret } : null;
  }
  return null;
}

/** Protects and reveals for the account that is logged in, and refuses where nothing would be protected by it. */
export function openSecretStore(
  safeStorage: SafeStorage,
  platform: NodeJS.Platform,
): (operation: SecretOperation) => Promise<SecretAnswer> {
  return async (operation) => {
    const standing = standingOf(safeStorage, platform);
    if (operation.kind === 'standing') return standing;
    if (standing.kind === 'unavailable') throw new Error(refusals[standing.reason]);
    switch (operation.kind) {
      case 'protect':
        return new Uint8Array(safeStorage.encryptString(Buffer.from(operation.secret).toString('base64')));
      case 'reveal':
        return reveal(safeStorage, operation.protectedSecret);
      default:
        return operation satisfies never;
    }
  };
}

const refusals = {
  'no-store': 'The operating system has no store of secrets that can be used',
  'in-the-open': 'The operating system would keep the secret under a key that everybody knows',
} as const;

/** Asked anew each time: a keyring can be locked, and a desktop can lose it. */
function standingOf(safeStorage: SafeStorage, platform: NodeJS.Platform): SecretStoreStanding {
  if (!safeStorage.isEncryptionAvailable()) return { kind: 'unavailable', reason: 'no-store' };
  if (platform !== 'linux') {
    const store = stores[platform];
    return store === undefined ? { kind: 'unavailable', reason: 'no-store' } : { kind: 'available', store };
  }
  // Without a keyring Chromium encrypts under a password that stands in its sources, and says that encryption is available.
  const store = keyrings[safeStorage.getSelectedStorageBackend()];
  return store === undefined ? { kind: 'unavailable', reason: 'in-the-open' } : { kind: 'available', store };
}

const stores: Partial<Record<NodeJS.Platform, SystemStore>> = { darwin: 'keychain', win32: 'dpapi' };
const keyrings: Readonly<Record<string, SystemStore | undefined>> = {
  gnome_libsecret: 'secret-service',
  kwallet: 'kwallet',
  kwallet5: 'kwallet',
  kwallet6: 'kwallet',
};

/** Null where the account, the computer or the keyring is another one: nothing can tell which. */
function reveal(safeStorage: SafeStorage, protectedSecret: Uint8Array): Uint8Array | null {
  try {
    const text = safeStorage.decryptString(Buffer.from(protectedSecret));
    return new Uint8Array(Buffer.from(text, 'base64'));
  } catch {
    return null;
  }
}

function isBytes(value: unknown, most: number): value is Uint8Array {
  return value instanceof Uint8Array && value.byteLength > 0 && value.byteLength <= most;
}
