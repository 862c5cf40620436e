import { type ReactNode, useEffect, useState } from 'react';
import type { BundleView } from '../../../../shared/contract/case-protocol.ts';
import type { SearchNote } from '../../../../shared/contract/search-protocol.ts';
import { areRowsCurrent } from '../../../client/search-session.ts';
import type { Search } from '../../../client/use-search.ts';
import { commonText } from '../../../text/common.ts';
import { searchText } from '../../../text/search.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { percentOf } from '../../common/format-number.ts';
import { Icon } from '../../common/icon.tsx';

interface ResultLineProps {
  readonly search: Search;
  readonly sources: readonly BundleView[];
  readonly areFacetsShown: boolean;
  readonly onFacets: (areShown: boolean) => void;
  readonly onShowRejects: () => void;
  /** What the screen says of the table below. */
  readonly children: ReactNode;
}

/** How many lines were found of how many, exactly and always; and what was asked, in words. */
export function ResultLine({ search, sources, areFacetsShown, ...props }: ResultLineProps) {
  const { shown, standing } = search;
  const isPending = standing.kind === 'pending';
  const isWaitedFor = useLate(isPending);
  const isEarlier = !areRowsCurrent(standing) && !isPending;
  const [isWhole, setIsWhole] = useState(false);
  const unchecked = sources.filter(({ verdict }) => verdict === null).length;
  const rejects = sources.reduce((sum, { receipt }) => sum + receipt.rejectCount, 0);
  return (
    <div
      className="result-line"
      data-whole={isWhole || undefined}
      data-stale={(shown !== null && isEarlier) || undefined}
    >
      <ActionButton
        label={areFacetsShown ? searchText.hideFacets : searchText.showFacets}
        icon="sidebar"
        look="quiet"
        isIconOnly
        aria-expanded={areFacetsShown}
        onPress={() => props.onFacets(!areFacetsShown)}
      />
      <p className="result-total" role="status" aria-atomic="true">
        {shown !== null && <strong>{searchText.total(shown.result.total, shown.result.searched)}</strong>}
        {isWaitedFor && <span className="hint"> {waitingWords(search)}</span>}
        {isEarlier && (
          <span className="hint"> {shown === null ? searchText.noAnswer : searchText.earlier}</span>
        )}
      </p>
      {shown !== null && rejects > 0 && (
        <button
          type="button"
          className="result-rejects"
          title={searchText.showRejects}
          onClick={props.onShowRejects}
        >
          {searchText.rejects(rejects, shown.result.searched)}
        </button>
      )}
      {unchecked > 0 && sources.length > 1 && (
        <span className="badge" data-tone="open">
          {searchText.notChecked(unchecked)}
        </span>
      )}
      {shown !== null && (
        <button
          type="button"
          className="result-words"
          aria-expanded={isWhole}
          title={isWhole ? searchText.fewerWords : searchText.allWords}
          onClick={() => setIsWhole(!isWhole)}
        >
          <span className="visually-hidden">{searchText.wordsLabel}: </span>
          <EvidenceText text={shown.result.words} limit={4_000} />
        </button>
      )}
      <span className="result-more">{props.children}</span>
    </div>
  );
}

/** A figure that is replaced within a blink is not announced as being searched for. */
const blinkMillis = 200;

function useLate(isSo: boolean): boolean {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    if (!isSo) {
      setIsLate(false);
      return;
    }
    const timer = setTimeout(() => setIsLate(true), blinkMillis);
    return () => clearTimeout(timer);
  }, [isSo]);
  return isSo && isLate;
}

function waitingWords({ standing }: Search): string {
  if (standing.kind !== 'pending' || standing.progress === null) return searchText.searching;
  const { stage, bytesDone, bytesTotal } = standing.progress;
  const words = stage === 'loading-index' ? searchText.loadingIndex : searchText.searching;
  return `${words} ${percentOf(bytesDone, bytesTotal)} %`;
}

interface SearchNotesProps {
  readonly search: Search;
  readonly onUse: (query: string) => void;
}

/** What is to be known of the result, why there is none, and what to do about it. */
export function SearchNotes({ search, onUse }: SearchNotesProps) {
  const { shown, standing } = search;
  if (standing.kind === 'stopped' || standing.kind === 'failed') {
    return (
      <div className="search-note" role="alert" data-tone="bad">
        <Icon name="warning" size={14} />
        <strong>{standing.kind === 'stopped' ? searchText.stopped : searchText.failed}</strong>
        <EvidenceText
          text={standing.kind === 'stopped' ? standing.statement : standing.error.message}
          limit={400}
        />
        <ActionButton label={commonText.tryAgain} icon="again" look="quiet" onPress={search.askAgain} />
      </div>
    );
  }
  if (!areRowsCurrent(standing) || shown === null) return null;
  return shown.result.notes
    .filter(isWorthARow)
    .map((note) => <Note key={note.statement} note={note} onUse={onUse} />);
}

/** That the copy is not checked yet, the line above every screen says; a row that comes and goes would move the table. */
function isWorthARow({ kind }: SearchNote): boolean {
  return kind !== 'unchecked';
}

function Note({ note, onUse }: { readonly note: SearchNote; readonly onUse: (query: string) => void }) {
  const { suggestion } = note;
  return (
    <div className="search-note" role="note" data-tone="open">
      <Icon name="warning" size={14} />
      <strong>{searchText.noteKinds[note.kind]}</strong>
      <EvidenceText text={note.statement} limit={400} />
      {suggestion !== null && (
        <>
          <EvidenceText text={suggestion} limit={120} />
          <ActionButton label={searchText.useFix} look="quiet" onPress={() => onUse(suggestion)} />
        </>
      )}
    </div>
  );
}
