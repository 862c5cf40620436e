import { useCallback, useState } from 'react';

const key = 'vouch.reviewer';

/** The name under which a person works on this machine. It says who wrote something, and proves nothing. */
export function useReviewer(): readonly [string, (name: string) => void] {
  const [name, setName] = useState(load);
  const change = useCallback((to: string) => {
    setName(to);
    try {
      localStorage.setItem(key, to);
    } catch {
      // Then it is asked again the next time.
    }
  }, []);
  return [name, change];
}

function load(): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}
