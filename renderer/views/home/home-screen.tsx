import { useState } from 'react';
import type { JudgedCaseView } from '../../../shared/contract/case-protocol.ts';
import { homeText } from '../../text/home.ts';
import { encryptText } from '../../text/vault.ts';
import { useCaseSession } from '../app/case-session.tsx';
import type { Navigation } from '../app/use-route.ts';
import { ReceiveCase } from '../case-file/receive-case.tsx';
import { ActionButton } from '../common/action-button.tsx';
import { FileButton } from '../common/file-button.tsx';
import { EncryptDialog } from '../vault/encrypt-dialog.tsx';
import { CaseAlarms } from './case-alarms.tsx';
import { RecentCases } from './recent-cases.tsx';

interface HomeScreenProps {
  readonly appVersion: string;
  readonly navigation: Navigation;
  readonly onOpenFiles: (files: readonly File[]) => void;
  readonly onEncryptFiles: (files: readonly File[], passphrase: string) => void;
  readonly onOpenSample: () => void;
}

/** Where a person begins: open a bundle, look at the sample, or go on with a case. */
export function HomeScreen(props: HomeScreenProps) {
  const { appVersion, navigation, onOpenFiles, onEncryptFiles, onOpenSample } = props;
  const [isEncrypting, setIsEncrypting] = useState(false);
  const { arrive } = useCaseSession();
  const showTaken = (view: JudgedCaseView) => {
    arrive(view);
    navigation.navigate({
      screen: 'bundles',
      caseId: view.case.caseId,
      bundleId: view.bundles[0]?.bundleId ?? null,
      ordinal: null,
    });
  };
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
          <ActionButton label={encryptText.open} onPress={() => setIsEncrypting(true)} />
          <ReceiveCase onTaken={showTaken} />
          <ActionButton label={homeText.sample} icon="sample" onPress={onOpenSample} />
          <span className="hint">{homeText.sampleAdvice}</span>
        </div>
      </section>
      {isEncrypting && (
        <EncryptDialog
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
