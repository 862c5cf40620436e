import type { EntryDetail } from '../../../shared/contract/case-protocol.ts';
import { exploreText } from '../../text/explore.ts';
import { Digest, DigestPair } from '../common/digest.tsx';
import { ToneIcon } from '../common/tone-icon.tsx';
import { PanelSection } from './panel-section.tsx';

interface ProofSectionProps {
  readonly detail: EntryDetail;
  /** Whether the check of the stored copy has ended. */
  readonly isChecked: boolean;
}

/**
 * What these bytes digest to, and whether the lines around them say so too: computed as the panel opened. Where a line begins
 * says the stored index, so while that is unchecked neither answer looks like a conclusion about the evidence.
 */
export function ProofSection({ detail, isChecked }: ProofSectionProps) {
  const { leafNow, row } = detail;
  return (
    <PanelSection title={exploreText.sections.proof}>
      {!isChecked && <p className="hint">{exploreText.proofUnchecked}</p>}
      {row.reading === 'withheld' && <p className="hint">{exploreText.leafWithheld}</p>}
      <p className="digest-row">
        <span className="digest-name">{exploreText.leafNow}</span>
        <Digest hex={leafNow} what={exploreText.leafNow} />
      </p>
      <ChainLink detail={detail} isChecked={isChecked} />
      <NextLink detail={detail} isChecked={isChecked} />
    </PanelSection>
  );
}

function ChainLink({ detail, isChecked }: ProofSectionProps) {
  const { claimedPrev, previousLeafNow, row } = detail;
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
        isChecked={isChecked}
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
function NextLink({ detail, isChecked }: ProofSectionProps) {
  const { leafNow, nextClaimedPrev } = detail;
  if (nextClaimedPrev === null) return <p className="hint">{exploreText.nextNone}</p>;
  const isMatch = nextClaimedPrev === leafNow;
  return (
    <>
      <Conclusion
        title={exploreText.nextTitle}
        isMatch={isMatch}
        isChecked={isChecked}
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

function Conclusion(props: {
  readonly title: string;
  readonly isMatch: boolean;
  readonly isChecked: boolean;
  readonly words: string;
}) {
  const tone = !props.isChecked ? 'none' : props.isMatch ? 'good' : 'bad';
  return (
    <p className="conclusion" data-tone={tone}>
      <ToneIcon tone={tone} size={14} />
      <span>
        <strong>{props.title}:</strong> {props.words}
      </span>
    </p>
  );
}
