import type { EntryDetail } from '../../../shared/contract/case-protocol.ts';
import { exploreText } from '../../text/explore.ts';
import { Digest, DigestPair } from '../common/digest.tsx';
import { ToneIcon } from '../common/tone-icon.tsx';
import { PanelSection } from './panel-section.tsx';

/** Whether these are still the imported bytes, and whether they continue the line before: computed as the panel opened. */
export function ProofSection({ detail }: { readonly detail: EntryDetail }) {
  const { leafNow, leafAtImport, row } = detail;
  return (
    <PanelSection title={exploreText.sections.proof}>
      <Conclusion
        title={exploreText.leafTitle}
        isMatch={leafNow === leafAtImport}
        words={leafNow === leafAtImport ? exploreText.leafMatch : exploreText.leafMismatch}
      />
      {row.reading === 'withheld' && <p className="hint">{exploreText.leafWithheld}</p>}
      <DigestPair
        first={{ name: exploreText.leafNow, hex: leafNow }}
        second={{ name: exploreText.leafAtImport, hex: leafAtImport }}
      />
      <ChainLink detail={detail} />
      <NextLink detail={detail} />
    </PanelSection>
  );
}

function ChainLink({ detail: { claimedPrev, previousLeafNow, row } }: { readonly detail: EntryDetail }) {
  if (claimedPrev === null) return <p className="hint">{exploreText.chainNone}</p>;
  if (previousLeafNow === null) {
    return (
      <>
        <p className="hint">{exploreText.chainOutside}</p>
        <Digest hex={claimedPrev} what={exploreText.claimedPrev} />
      </>
    );
  }
  const isMatch = claimedPrev === previousLeafNow;
  return (
    <>
      <Conclusion
        title={exploreText.chainTitle}
        isMatch={isMatch}
        words={isMatch ? exploreText.chainMatch : exploreText.chainMismatch}
      />
      <DigestPair
        first={{ name: exploreText.claimedPrev, hex: claimedPrev }}
        second={{
          name: row.ordinal === 0 ? exploreText.firstLink : exploreText.previousLeafNow,
          hex: previousLeafNow,
        }}
      />
    </>
  );
}

/** An edited line still links to the one before it; it is the line after that tells. */
function NextLink({ detail: { leafNow, nextClaimedPrev } }: { readonly detail: EntryDetail }) {
  if (nextClaimedPrev === null) return <p className="hint">{exploreText.nextNone}</p>;
  const isMatch = nextClaimedPrev === leafNow;
  return (
    <>
      <Conclusion
        title={exploreText.nextTitle}
        isMatch={isMatch}
        words={isMatch ? exploreText.nextMatch : exploreText.nextMismatch}
      />
      {!isMatch && (
        <DigestPair
          first={{ name: exploreText.nextClaimedPrev, hex: nextClaimedPrev }}
          second={{ name: exploreText.leafNow, hex: leafNow }}
        />
      )}
    </>
  );
}

function Conclusion(props: { readonly title: string; readonly isMatch: boolean; readonly words: string }) {
  const tone = props.isMatch ? 'good' : 'bad';
  return (
    <p className="conclusion" data-tone={tone}>
      <ToneIcon tone={tone} size={14} />
      <span>
        <strong>{props.title}:</strong> {props.words}
      </span>
    </p>
  );
}
