import { useSyncExternalStore } from 'react';
import { errorTitles, importText } from '../../text/imports.ts';
import type { ImportJob, ImportQueue } from '../app/import-queue.ts';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { ProgressLine } from '../common/progress-line.tsx';

/**
 * What is being opened, and what could not be: above the screen that the person is on. It listens to the queue by itself: the
 * screen below is not drawn anew for each step of an import.
 */
export function ImportJobs({ queue }: { readonly queue: ImportQueue }) {
  const jobs = useSyncExternalStore(queue.subscribe, queue.jobs);
  if (jobs.length === 0) return null;
  return (
    <section className="jobs" aria-label={importText.region}>
      {jobs.map((job) => (
        <Job key={job.id} job={job} ahead={aheadOf(job, jobs)} onRemove={() => queue.remove(job.id)} />
      ))}
    </section>
  );
}

/** How many files come before this one: those that failed are in nobody's way. */
function aheadOf(job: ImportJob, jobs: readonly ImportJob[]): number {
  return jobs.slice(0, jobs.indexOf(job)).filter(({ state }) => state.kind !== 'failed').length;
}

interface JobProps {
  readonly job: ImportJob;
  readonly ahead: number;
  readonly onRemove: () => void;
}

function Job({ job, ahead, onRemove }: JobProps) {
  const name = job.what === 'sample' ? importText.sampleName : job.fileName;
  const shownName = job.what === 'sample' ? name : <EvidenceText text={name} limit={160} />;
  if (job.state.kind === 'failed') {
    return (
      <ErrorNotice
        title={
          <>
            {shownName} {errorTitles[job.state.error.kind]}
          </>
        }
        error={job.state.error}
        {...(job.what === 'file' && {
          reassurance: job.state.error.kind === 'bug' ? importText.unchanged : importText.untouched,
        })}
      >
        <ActionButton
          label={importText.dismiss(name)}
          icon="close"
          look="quiet"
          isIconOnly
          onPress={onRemove}
        />
      </ErrorNotice>
    );
  }
  return (
    <div className="job" data-state={job.state.kind}>
      <span className="job-name">{shownName}</span>
      {job.state.kind === 'waiting' ? (
        <span className="job-waiting">
          <span>{importText.waiting(ahead)}</span>
          {job.what === 'file' && <span className="number">{importText.waitingBytes(job.fileBytes)}</span>}
        </span>
      ) : (
        <ProgressLine
          label={importText.progressLabel(name)}
          beforehand={importText.starting}
          progress={job.state.progress}
        />
      )}
      <ActionButton label={importText.stop(name)} icon="close" look="quiet" isIconOnly onPress={onRemove} />
    </div>
  );
}
