import { useState } from 'react';
import { homeText } from '../../text/home.ts';
import { arrivalText, encryptText } from '../../text/vault.ts';
import type { Navigation } from '../app/use-route.ts';
import { ReceiveCase } from '../case-file/receive-case.tsx';
import { ActionButton } from '../common/action-button.tsx';
import { FileButton } from '../common/file-button.tsx';
import { EncryptDialog } from '../vault/encrypt-dialog.tsx';
import { useEncryptNewCases } from '../vault/encrypt-new-cases.ts';
import { CaseAlarms } from './case-alarms.tsx';
import { RecentCases } from './recent-cases.tsx';

interface HomeScreenProps {
  readonly appVersion: string;
  readonly navigation: Navigation;
  readonly onOpenFiles: (files: readonly File[]) => void;
  readonly onEncryptFiles: (files: readonly File[], passphrase: string) => void;
  readonly onOpenCaseFile: (file: File) => void;
  readonly onOpenSample: () => void;
}

/** Where a person begins: open a bundle, look at the sample, or go on with a case. */
export function HomeScreen(props: HomeScreenProps) {
  const { appVersion, navigation, onOpenFiles, onEncryptFiles, onOpenCaseFile, onOpenSample } = props;
  const [isEncrypting, setIsEncrypting] = useState(false);
  const [isEncryptingNew, setIsEncryptingNew] = useEncryptNewCases();
  return (
    <div className="page home">
      <section className="home-open" aria-labelledby="home-title">
        <h1 id="home-title">{homeText.title}</h1>
        <p className="lead">{homeText.lead}</p>
        <div className="home-actions">
          <FileButton
            label={homeText.open}
            inputLabel={homeText.fileInput}
            icon="open"
            look="primary"
            onFiles={onOpenFiles}
          />
          {!isEncryptingNew && (
            <ActionButton label={encryptText.open} onPress={() => setIsEncrypting(true)} />
          )}
          <ReceiveCase onFile={onOpenCaseFile} />
          <ActionButton label={homeText.sample} icon="sample" onPress={onOpenSample} />
          <span className="hint">{homeText.sampleAdvice}</span>
        </div>
        <label className="home-setting">
          <input
            type="checkbox"
            checked={isEncryptingNew}
            onChange={(event) => setIsEncryptingNew(event.target.checked)}
          />
          <span>{arrivalText.setting}</span>
          <span className="hint">{arrivalText.settingHint}</span>
        </label>
      </section>
      {isEncrypting && (
        <EncryptDialog
          arrived={null}
          onFiles={(files, passphrase) => {
            setIsEncrypting(false);
            onEncryptFiles(files, passphrase);
          }}
          onClose={() => setIsEncrypting(false)}
        />
      )}
      <CaseAlarms />
      <RecentCases navigation={navigation} />
      <section className="home-axes" aria-label={homeText.axes}>
        {homeText.facts.map(({ title, body }) => (
          <div key={title}>
            <h3>{title}</h3>
            <p>{body}</p>
          </div>
        ))}
      </section>
      <p className="home-version">{homeText.version(appVersion)}</p>
    </div>
  );
}
