import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import type { BundleView } from '../../../shared/contract/case-protocol.ts';
import type { Verdict } from '../../../shared/verify/verdict.ts';
import type { BundleCheck } from '../../client/bundle-check.ts';
import { checkText, checkWords } from '../../text/check.ts';
import { frameText } from '../../text/frame.ts';
import { ActionButton } from '../common/action-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Icon } from '../common/icon.tsx';
import { type Tone, ToneIcon } from '../common/tone-icon.tsx';
import { LensMenu } from '../lens/lens-menu.tsx';
import { useCaseSession } from './case-session.tsx';

/**
 * The fixed strip at the top. It alone shows a verdict, always in the same place and drawn by `VerdictCell` only.
 * Names come after it, each in a cell of its own that clips, so that no name can reach or imitate the verdict.
 */
export function Strip({ onChooseBundle }: { readonly onChooseBundle: (bundleId: string) => void }) {
  const { state, bundle, check } = useCaseSession();
  const view = state.kind === 'open' ? state.view : null;
  return (
    <header className="strip">
      <span className="strip-mark" aria-hidden="true">
        {frameText.product}
      </span>
      <VerdictCell check={bundle === null ? null : check(bundle)} isOpening={state.kind === 'opening'} />
      <span className="strip-cell">
        <span className="strip-label">{frameText.caseLabel}</span>
        {view === null ? (
          <span className="strip-none">{frameText.noCase}</span>
        ) : (
          <span className="strip-value">
            <EvidenceText text={view.case.name} limit={120} />
          </span>
        )}
      </span>
      {view !== null && bundle !== null && (
        <BundleCell bundles={view.bundles} bundle={bundle} onChoose={onChooseBundle} />
      )}
      <span className="strip-space" />
      {view !== null && <LensMenu />}
      {view?.case.kind === 'sample' && (
        <span className="strip-badge" title={frameText.sampleTitle}>
          <Icon name="sample" size={14} />
          {frameText.sample}
        </span>
      )}
      <span className="strip-badge" title={frameText.offlineTitle}>
        <Icon name="offline" size={14} />
        {frameText.offline}
      </span>
    </header>
  );
}

/**
 * The one element of the document that may carry a verdict. Until there is one it says so, in the same place and size,
 * and `data-verdict` is none: whatever waits for a verdict cannot take this for it.
 */
function VerdictCell(props: { readonly check: BundleCheck | null; readonly isOpening: boolean }) {
  const { check, isOpening } = props;
  const verdict = check?.kind === 'judged' ? check.verdict : null;
  const tone = verdict === null ? 'none' : toneOf(verdict);
  const words =
    verdict?.headline ??
    (check === null || check.kind === 'judged'
      ? isOpening
        ? frameText.opening
        : frameText.noVerdict
      : checkText.headlines[check.kind]);
  return (
    <span className="verdict-frame">
      <output
        className="verdict"
        data-verdict={verdict?.state ?? 'none'}
        data-tone={tone}
        aria-label={`${frameText.verdictLabel}: ${words}`}
      >
        <ToneIcon tone={tone} size={18} />
        <span className="verdict-words">{words}</span>
        {/* Ten times a second: what is announced is the state, not each number. */}
        {check?.kind === 'running' && <span className="verdict-progress">{checkWords(check)}</span>}
        {check?.kind === 'waiting' && <span className="verdict-progress">{checkText.waitingShort}</span>}
      </output>
      {check !== null && check.kind !== 'judged' && <CheckAction check={check} />}
    </span>
  );
}

function CheckAction({ check: { kind } }: { readonly check: BundleCheck }) {
  const { stopCheck, checkNow } = useCaseSession();
  const isUnderWay = kind === 'running' || kind === 'waiting';
  return (
    <span className="verdict-action">
      <ActionButton
        label={isUnderWay ? checkText.stop : checkText.now}
        icon={isUnderWay ? 'close' : 'again'}
        look="quiet"
        isIconOnly
        onPress={isUnderWay ? stopCheck : checkNow}
      />
    </span>
  );
}

/** Only the plain VERIFIED is green: a withheld part is something that nobody here has seen. */
function toneOf({ state, headline }: Verdict): Tone {
  if (headline === 'VERIFIED') return 'good';
  switch (state) {
    case 'verified':
      return 'partial';
    case 'not-verifiable':
      return 'open';
    case 'failed':
      return 'bad';
    default:
      return state satisfies never;
  }
}

function BundleCell(props: {
  readonly bundles: readonly BundleView[];
  readonly bundle: BundleView;
  readonly onChoose: (bundleId: string) => void;
}) {
  const name = <EvidenceText text={props.bundle.fileName} limit={120} />;
  return (
    <span className="strip-cell">
      <span className="strip-label">{frameText.bundleLabel}</span>
      {props.bundles.length === 1 ? (
        <span className="strip-value">{name}</span>
      ) : (
        <MenuTrigger>
          <Button className="strip-switch" aria-label={frameText.switchBundle}>
            <span className="strip-value">{name}</span>
            <Icon name="down" size={12} />
          </Button>
          <Popover className="menu-popover" placement="bottom start">
            <Menu
              className="menu"
              aria-label={frameText.switchBundle}
              selectionMode="single"
              selectedKeys={[props.bundle.bundleId]}
              onAction={(key) => props.onChoose(String(key))}
            >
              {props.bundles.map(({ bundleId, fileName }) => (
                <MenuItem key={bundleId} id={bundleId} className="menu-item" textValue={fileName}>
                  <EvidenceText text={fileName} limit={120} />
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
    </span>
  );
}
