import { useCallback, useState } from 'react';

const storageKey = 'vouch.encrypt-new-cases';

/** Whether a passphrase is asked for before anything of a new case is stored. Asked at each arrival: another window may have changed it. */
export function areNewCasesEncrypted(): boolean {
  return localStorage.getItem(storageKey) === 'yes';
}

/** The same as a choice of the person, for all cases that this profile is still to make. */
export function useEncryptNewCases(): readonly [boolean, (to: boolean) => void] {
  const [isOn, setIsOn] = useState(areNewCasesEncrypted);
  const choose = useCallback((to: boolean) => {
    setIsOn(to);
    if (to) localStorage.setItem(storageKey, 'yes');
    else localStorage.removeItem(storageKey);
  }, []);
  return [isOn, choose];
}
