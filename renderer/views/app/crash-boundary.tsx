import { Component, type ReactNode } from 'react';
import { frameText } from '../../text/frame.ts';
import { ActionButton } from '../common/action-button.tsx';

interface CrashBoundaryProps {
  readonly children: ReactNode;
}

/** Catches what should never happen and says so in plain words. React offers this to classes only. */
export class CrashBoundary extends Component<CrashBoundaryProps, { readonly message: string | null }> {
  override state = { message: null };

  static getDerivedStateFromError(thrown: unknown): { readonly message: string } {
    return { message: thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown) };
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children;
    return (
      <main className="crash" role="alert">
        <h1>{frameText.crashTitle}</h1>
        <p>{frameText.crashAdvice}</p>
        <p className="crash-words">{this.state.message}</p>
        <ActionButton label={frameText.reload} look="primary" onPress={() => window.location.reload()} />
      </main>
    );
  }
}
