import type { CheckCode } from './codes.ts';
import { foreignExplanations } from './foreign/foreign-explanations.ts';

/** What a check is about, for a person who has to defend its result. */
export interface Explanation {
  readonly title: string;
  readonly proves: string;
  readonly doesNotProve: string;
  /** A command of coreutils, OpenSSH or OpenSSL that shows the same without Vouch, or null where there is none. */
  readonly command: string | null;
}

/** Every code has an explanation: a conclusion that cannot be explained must not be on the screen. */
export function explain(code: CheckCode): Explanation {
  return explanations[code];
}

/** An authority's answer is read as it is; a token that was taken out of one must be named as such. */
const stampCommand =
  'openssl ts -verify -data tagmanifest-sha256.txt.sig -in tagmanifest-sha256.txt.sig.tsr -CAfile ca.pem   # for a bare token also -token_in';

const explanations: { readonly [Code in CheckCode]: Explanation } = {
  store: {
    title: 'Stored copy',
    proves: 'What is stored on this machine has the digests that were taken when the bundle arrived.',
    doesNotProve: 'Whether the bundle was genuine when it arrived. The other checks decide that.',
    command: null,
  },
  'manifest-digest': {
    title: 'Digests of the tag files',
    proves: 'The manifest and the bag description are the ones that the tag manifest lists.',
    doesNotProve: 'Who wrote them. That is what the packer’s signature is for.',
    command: 'sha256sum -c tagmanifest-sha256.txt',
  },
  'file-digest': {
    title: 'Digests of the files',
    proves: 'Every file has the digest that the manifest states for it.',
    doesNotProve:
      'That the manifest is the original one: whoever changes a file can also write a new manifest.',
    command: 'sha256sum -c manifest-sha256.txt',
  },
  'file-missing': {
    title: 'Missing file',
    proves: 'A file that belongs to the bundle is not there.',
    doesNotProve: 'Whether it was left out on purpose or lost on the way.',
    command: 'sha256sum -c manifest-sha256.txt',
  },
  'file-unlisted': {
    title: 'Unlisted file',
    proves: 'A file is in the bundle that no manifest lists.',
    doesNotProve: 'Who put it there. Nothing in it is covered by the packer’s signature.',
    command: 'find data -type f | sort',
  },
  descriptor: {
    title: 'Description',
    proves:
      'The description, the checkpoints and the bag name the same log, and the range ends where the newest checkpoint does.',
    doesNotProve: 'The title and the field mapping: only the packer vouches for those.',
    command: 'head -n 2 data/checkpoints/*.note',
  },
  'line-form': {
    title: 'Form of the lines',
    proves: 'Every line is an entry or a withheld stub, ended by LF, and reads one way only.',
    doesNotProve: 'That what an entry says is true.',
    command: 'grep -vn "^[{#]" data/segments/*.ndjson',
  },
  'entry-unreadable': {
    title: 'Unreadable line',
    proves: 'The line is not an entry in the sense of the format. Its bytes are kept and shown.',
    doesNotProve:
      'Whether the sender wrote it so or it was damaged on the way: the root and the chain decide that.',
    command: 'sed -n LINEp FILE | cat -A',
  },
  'entry-ambiguous': {
    title: 'Ambiguous entry',
    proves: 'Two programs may read different values in this line, so its fields are not used.',
    doesNotProve: 'Ill intent. The line may be signed exactly as it is.',
    command: 'sed -n LINEp FILE',
  },
  sequence: {
    title: 'Numbering',
    proves: 'Entries are numbered one after the other; a missing, repeated or moved one is named.',
    doesNotProve: 'That everything that happened was logged.',
    command:
      'grep -o \'^{"seq":[0-9]*\' FILE | cut -d: -f2 | awk \'NR>1 && $1!=p+1 {print NR": "p" -> "$1} {p=$1}\'',
  },
  chain: {
    title: 'Hash chain',
    proves:
      'Each entry states the digest of the one before it, from the first, which is bound to the log’s name.',
    doesNotProve: 'Anything by itself: a chain can be made anew. The signed root makes it binding.',
    command:
      "sed -n LINEp FILE | tr -d '\\n' | { printf '\\0'; cat; } | sha256sum   # equals prev of the next line",
  },
  root: {
    title: 'Root of the tree',
    proves:
      'All entries together have the one digest that the log signed. One changed byte anywhere changes it.',
    doesNotProve: 'Who signed it: see the signature of the log.',
    command: null,
  },
  disclosure: {
    title: 'Disclosed values',
    proves: 'Each disclosed value is the one that was committed in its own entry when the log was sealed.',
    doesNotProve: 'Anything about values that are hidden.',
    command: "printf %s \"$D\" | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d =",
  },
  'log-signature': {
    title: 'Signature of the log',
    proves: 'The checkpoint was signed with the log’s private key, and has not been changed since.',
    doesNotProve: 'That the log was honest before it signed.',
    command: 'openssl pkeyutl -verify -pubin -inkey log.pub.pem -rawin -in TEXT -sigfile SIGNATURE',
  },
  'log-key': {
    title: 'Key of the log',
    proves: 'The signing key is the one that a person compared by another way and pinned for this log.',
    doesNotProve: 'More than the comparison did. See the Trust screen for how it was made and by whom.',
    command: null,
  },
  'packer-signature': {
    title: 'Signature of the packer',
    proves: 'The manifest, and so every file as it lies here, was signed by whoever packed the bundle.',
    doesNotProve: 'That the packer left nothing out: completeness follows from the log’s checkpoint.',
    command:
      'ssh-keygen -Y verify -f allowed_signers -I IDENTITY -n evidence-bundle@v1 -s tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt',
  },
  'packer-key': {
    title: 'Key of the packer',
    proves: 'The packer’s key is the one that a person pinned for this log.',
    doesNotProve:
      'More than the comparison did. Without it, the log’s own key still vouches for the entries.',
    command:
      'ssh-keygen -Y check-novalidate -n evidence-bundle@v1 -s tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt',
  },
  'judged-time': {
    title: 'Clock of this computer',
    proves: 'The clock stands before something that the trust store recorded earlier, so it is wrong.',
    doesNotProve: 'The right time. Keys are judged at the newest time that is recorded.',
    command: null,
  },
  'key-note': {
    title: 'Statement of the log about its keys',
    proves: 'The log has said that a key is replaced or revoked, signed by the key itself.',
    doesNotProve:
      'That a new key may be trusted: it is offered, and a person has to compare and pin it like any other.',
    command: 'cat data/keys/*.note',
  },
  witness: {
    title: 'Witnesses',
    proves:
      'Independent witnesses, chosen by a person, had seen this head, and nothing of the log that contradicts it.',
    doesNotProve: 'That the witnesses are honest, or that the log is honest about what it wrote down.',
    command: 'cat data/checkpoints/*.note',
  },
  truncated: {
    title: 'Cut-off end',
    proves: 'The log signed more entries than the bundle holds.',
    doesNotProve: 'What the missing entries say.',
    command: 'cat data/segments/*.ndjson | wc -l; sed -n 2p data/checkpoints/*.note',
  },
  'unsigned-tail': {
    title: 'Entries beyond the head',
    proves: 'The bundle holds more entries than the newest checkpoint covers.',
    doesNotProve: 'That they are false; only that no log has signed them.',
    command: 'cat data/segments/*.ndjson | wc -l; sed -n 2p data/checkpoints/*.note',
  },
  head: {
    title: 'Head of the log',
    proves: 'The bundle is complete up to the newest checkpoint that it holds.',
    doesNotProve:
      'That the log has no newer entries. An earlier delivery, a witness or a size told by another way can.',
    command: 'sed -n 2p data/checkpoints/*.note',
  },
  'head-memory': {
    title: 'Memory of earlier heads',
    proves: 'What the log had signed when it was seen before is still there, unchanged.',
    doesNotProve:
      'That the log ends here: entries after the remembered head are known from this bundle alone.',
    command: 'head -n 3 data/checkpoints/*.note',
  },
  rollback: {
    title: 'Step back',
    proves: 'The log had signed more entries than this bundle says there are. Both signed notes are kept.',
    doesNotProve:
      'Ill intent: an older delivery that is verified again looks the same. State its size to verify it on purpose.',
    command: 'head -n 3 data/checkpoints/*.note',
  },
  fork: {
    title: 'Fork',
    proves:
      'The log has signed two histories that exclude each other. The two signed notes prove it to anybody.',
    doesNotProve: 'Which of the two is true, or whether the log or the thief of its key signed them.',
    command: 'head -n 3 data/checkpoints/*.note',
  },
  'expected-size': {
    title: 'Stated size',
    proves: 'The log’s head has, or has not, as many entries as a person was told by another way.',
    doesNotProve: 'More than the other way is worth by which the size came.',
    command: 'sed -n 2p data/checkpoints/*.note',
  },
  'expected-root': {
    title: 'Stated head',
    proves: 'The log’s head is, or is not, the one that a person was told by another way.',
    doesNotProve: 'More than the other way is worth by which the head came.',
    command: 'sed -n 3p data/checkpoints/*.note',
  },
  'claimed-time': {
    title: 'Times',
    proves: 'Nothing yet: the times are what the sender’s clocks said.',
    doesNotProve: 'When an entry was really written. Witnesses or a time-stamp can bound it.',
    command: null,
  },
  'trusted-time': {
    title: 'Time by witnesses',
    proves: 'A quorum of witnesses had seen the head by then, so every entry under it was written before.',
    doesNotProve:
      'When an entry was written: only that it was not later. Nor that the witnesses’ clocks were right.',
    command: null,
  },
  'time-stamp': {
    title: 'Time stamp',
    proves:
      'Whoever holds the key of the certificate has signed a time together with the digest of the packer’s signature.',
    doesNotProve: 'That the time is true: the next check says whether a person trusts who signed it.',
    command: stampCommand,
  },
  'time-authority': {
    title: 'Time authority',
    proves:
      'A time authority that a person pinned had seen the packer’s signature by then, so every file that it covers was there before.',
    doesNotProve:
      'When anything was written: only that it was not later. Nor that the authority and its clock were right.',
    command: stampCommand,
  },
  ...foreignExplanations,
};
