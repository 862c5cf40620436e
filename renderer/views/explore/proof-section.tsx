import type { EntryDetail } from '../../../shared/contract/case-protocol.ts';
import { exploreText } from '../../text/explore.ts';
import { Digest, DigestPair } from '../common/digest.tsx';
import { ToneIcon } from '../common/tone-icon.tsx';
import { PanelSection } from './panel-section.tsx';

/** What these bytes digest to, and whether the lines around them say so too: computed as the panel opened. */
export function ProofSection({ detail }: { readonly detail: EntryDetail }) {
  const { leafNow, row } = detail;
  return (
    <PanelSection title={exploreText.sections.proof}>
      {row.reading === 'withheld' && <p className="hint">{exploreText.leafWithheld}</p>}
      <p className="digest-row">
        <span className="digest-name">{exploreText.leafNow}</span>
        <Digest hex={leafNow} what={exploreText.leafNow} />
      </p>
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
