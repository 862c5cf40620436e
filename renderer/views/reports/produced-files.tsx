import type { ProducedFiles } from '../../../shared/contract/report-protocol.ts';
import type { Host } from '../../host/host.ts';
import { leavingText } from '../../text/redaction.ts';
import { produceText } from '../../text/reports-produce.ts';
import { Digest } from '../common/digest.tsx';
import { Facts } from '../common/facts.tsx';
import { Icon } from '../common/icon.tsx';
import { FileList } from './file-list.tsx';
import { SaveFirst } from './save-first.tsx';

/** What was produced, to be saved: the pack, or each file by itself. */
export function ProducedFilesPart(props: {
  readonly produced: ProducedFiles;
  readonly saveFile: Host['saveFile'];
}) {
  const { produced, saveFile } = props;
  return (
    <div className="produced-files">
      <SaveFirst file={produced.pack} label={produceText.savePack} icon="reports" saveFile={saveFile} />
      <Facts
        facts={[
          {
            name: produceText.sha256,
            value: <Digest hex={produced.sha256} what={produceText.sha256} />,
          },
          {
            name: produceText.packSha256,
            value: <Digest hex={produced.packSha256} what={produceText.packSha256} />,
          },
          { name: produceText.key, value: <code>{produced.fingerprint}</code> },
          ...(produced.searched === null ? [] : [{ name: leavingText.searched, value: produced.searched }]),
        ]}
      />
      {produced.pseudonymTable !== null && (
        <section className="notice" data-tone="open" aria-label={leavingText.pseudonymTable}>
          <h3 className="notice-title">
            <Icon name="warning" />
            <span>{leavingText.pseudonymTable}</span>
          </h3>
          <p>{leavingText.pseudonymTableWarning}</p>
          <FileList files={[produced.pseudonymTable]} saveFile={saveFile} />
        </section>
      )}
      <details>
        <summary className="plain-summary">{produceText.singleFiles}</summary>
        <FileList files={produced.files} saveFile={saveFile} />
      </details>
      <details>
        <summary className="plain-summary">{produceText.papers}</summary>
        <p className="hint">{produceText.papersHint}</p>
        <FileList files={produced.papers} saveFile={saveFile} />
      </details>
    </div>
  );
}
