import type {
  SecretAnswer,
  SecretOperation,
  SecretStoreStanding,
} from '../../shared/contract/host-secrets.ts';
import { StoreError } from '../data/store-error.ts';
import { askHost, type HostPort } from './ask-host.ts';

/** The operating system's store of secrets, as the program around the window gives it. */
export interface SystemSecrets {
  standing(): Promise<SecretStoreStanding>;
  protect(secret: Uint8Array): Promise<Uint8Array>;
  /** Null for what this computer, or this account of it, did not protect. */
  reveal(protectedSecret: Uint8Array): Promise<Uint8Array | null>;
}

/** Throws StoreError `identity-refused` when the system refuses, or answers with something else than was asked. */
export function systemSecrets(port: HostPort): SystemSecrets {
  const ask = askHost<SecretOperation, SecretAnswer>(port, notDone);
  return {
    standing: async () => {
      const answer = await ask({ kind: 'standing' });
      if (answer === null || answer instanceof Uint8Array) throw unexpected();
      return answer;
    },
    protect: async (secret) => {
      const answer = await ask({ kind: 'protect', secret });
      if (!(answer instanceof Uint8Array)) throw unexpected();
      return answer;
    },
    reveal: async (protectedSecret) => {
      const answer = await ask({ kind: 'reveal', protectedSecret });
      if (answer !== null && !(answer instanceof Uint8Array)) throw unexpected();
      return answer;
    },
  };
}

function notDone(reason: string): StoreError {
  return new StoreError('identity-refused', `${reason}. The passphrase opens your identity as before.`);
}

function unexpected(): StoreError {
  return notDone('The store of the operating system answered with something else than was asked for');
}
