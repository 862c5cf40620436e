import { lensText } from '../../text/lens.ts';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { useLens } from './lens-provider.tsx';

/** Whether the log keeps what is searched for and looked at. */
export function RecordingSection() {
  const { isRecording, record, error } = useLens();
  return (
    <section className="recording" aria-labelledby="recording-title">
      <h2 id="recording-title">{lensText.recordingTitle}</h2>
      <p role="status">{isRecording ? lensText.recording : lensText.notRecording}</p>
      <ActionButton
        label={isRecording ? lensText.stopRecording : lensText.startRecording}
        onPress={() => record(!isRecording)}
      />
      {error !== null && <ErrorNotice title={lensText.recordingFailed} error={error} />}
    </section>
  );
}
