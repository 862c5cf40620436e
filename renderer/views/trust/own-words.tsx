import { EvidenceText } from '../common/evidence-text.tsx';

/** What a person typed here: not evidence, but it may have been pasted from anywhere, so its marks are drawn too. */
export function OwnWords({ text }: { readonly text: string }) {
  return (
    <span className="own-words">
      <EvidenceText text={text} limit={600} />
    </span>
  );
}
