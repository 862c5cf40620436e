import type { Explanation } from '../explain.ts';
import type { ForeignCheckCode } from './foreign-codes.ts';
import { statementExplanations } from './statement-explanations.ts';

/** As `explain.ts`, for evidence from other worlds. */
export const foreignExplanations: { readonly [Code in ForeignCheckCode]: Explanation } = {
  'bagit-form': {
    title: 'Tag files of the bag',
    proves: 'The declaration and the manifests can be read as RFC 8493 or its drafts describe them.',
    doesNotProve: 'Anything about the files that they list.',
    command: 'head -n 3 bagit.txt manifest-*.txt',
  },
  'bagit-digest': {
    title: 'Digests in the bag',
    proves: 'Every listed file has the digest that each manifest states for it.',
    doesNotProve:
      'That the manifests are the original ones: whoever changes a file can also write new manifests.',
    command: 'sha256sum -c manifest-sha256.txt',
  },
  'bagit-weak': {
    title: 'Weak digests only',
    proves: 'Files that changed by accident would have been noticed.',
    doesNotProve:
      'That nobody replaced a file on purpose: two files with one MD5 or SHA-1 digest can be made.',
    command: null,
  },
  'bagit-missing': {
    title: 'Listed file that is missing',
    proves: 'A file that a manifest of the bag lists is not there.',
    doesNotProve: 'Whether it was left out on purpose or lost on the way.',
    command: 'sha256sum -c manifest-sha256.txt',
  },
  'bagit-unlisted': {
    title: 'Payload file that is not listed',
    proves: 'A file lies in the payload that a manifest should list and does not.',
    doesNotProve: 'Who put it there.',
    command: 'find data -type f | sort',
  },
  'bagit-fetch': {
    title: 'File that is to be fetched',
    proves: 'The bag says itself that a file lies elsewhere. Nothing is fetched here.',
    doesNotProve: 'What would come from that address today.',
    command: 'cat fetch.txt',
  },
  'bagit-oxum': {
    title: 'Size of the payload',
    proves: 'The payload has the number of bytes and of files that the bag states.',
    doesNotProve: 'Anything about the content: the same size is easily made.',
    command: "find data -type f -printf '%s\\n' | awk '{ bytes += $1 } END { print bytes \".\" NR }'",
  },
  'bagit-signature': {
    title: 'Signature of the bag',
    proves: 'Nothing: BagIt has no signatures.',
    doesNotProve: 'Who made the bag, and that it is as it was made.',
    command: null,
  },
  'digest-list-form': {
    title: 'Lists of digests',
    proves: 'Every line of the lists can be read.',
    doesNotProve: 'Anything about the files that they list.',
    command: 'grep -n . SHA256SUMS',
  },
  'digest-list-digest': {
    title: 'Digests in the lists',
    proves: 'Every listed file has the digest that each list states for it.',
    doesNotProve: 'That the lists are the original ones, unless somebody whom you trust signed them.',
    command: 'sha256sum -c SHA256SUMS',
  },
  'digest-list-weak': {
    title: 'Weak digests only',
    proves: 'Files that changed by accident would have been noticed.',
    doesNotProve:
      'That nobody replaced a file on purpose: two files with one MD5 or SHA-1 digest can be made.',
    command: null,
  },
  'digest-list-missing': {
    title: 'Listed file that is missing',
    proves: 'A file that a list names is not there.',
    doesNotProve: 'Whether it was left out on purpose or lost on the way.',
    command: 'sha256sum -c SHA256SUMS',
  },
  'digest-list-unlisted': {
    title: 'File that is not listed',
    proves: 'A file lies beside the lists that none of those that count names.',
    doesNotProve: 'Who put it there, and that it belongs to the rest.',
    command: 'find . -type f | sort',
  },
  'digest-list-signature': {
    title: 'Signature over the list',
    proves: 'The list is, to the byte, what the holder of the key signed.',
    doesNotProve: 'Whose key it is, and when it was used.',
    command: 'ssh-keygen -Y verify -f allowed_signers -I IDENTITY -n file -s SHA256SUMS.sig < SHA256SUMS',
  },
  'digest-list-key': {
    title: 'Key of the signer',
    proves: 'The key is one that a person named for this run.',
    doesNotProve: 'That the person got it from the right place.',
    command: null,
  },
  'digest-list-unsupported': {
    title: 'Signature that is not verified here',
    proves: 'A signature of a kind lies beside the list that this program does not check.',
    doesNotProve: 'That it is good, and that it is bad.',
    command: null,
  },
  'cloudtrail-form': {
    title: 'Files of CloudTrail',
    proves: 'Every digest file and log file can be read to its end, with no bytes before or behind.',
    doesNotProve: 'Anything about what they say.',
    command: null,
  },
  'cloudtrail-log': {
    title: 'Content of the log files',
    proves: 'Every log file has the content that a digest file lists, and nothing behind it.',
    doesNotProve: 'That the digest file is genuine: its signature decides that.',
    command: 'sha256sum LOG.json   # of the inflated content',
  },
  'cloudtrail-moved': {
    title: 'Moved file',
    proves: 'A file lies in another place than the one it was delivered to.',
    doesNotProve: 'Who moved it. Its content may be genuine.',
    command: null,
  },
  'cloudtrail-missing': {
    title: 'Log file that is missing',
    proves: 'CloudTrail delivered a log file that is not there.',
    doesNotProve: 'Whether it was deleted or only not handed over.',
    command: null,
  },
  'cloudtrail-chain': {
    title: 'Chain of the digest files',
    proves: 'Each digest file is, to the byte, the one that the next one names.',
    doesNotProve: 'That the newest one is genuine: its signature decides that.',
    command: 'sha256sum DIGEST.json   # equals previousDigestHashValue of the next one',
  },
  'cloudtrail-gap': {
    title: 'Gap between digest files',
    proves: 'Digest files that the chain names are not there, so that hours of the log are missing.',
    doesNotProve: 'What happened in these hours.',
    command: null,
  },
  'cloudtrail-unlisted': {
    title: 'File that no digest file lists',
    proves: 'A file lies there that nothing vouches for: it came later, or somebody put it there.',
    doesNotProve: 'That it is false.',
    command: null,
  },
  'cloudtrail-backfill': {
    title: 'Late digest file',
    proves: 'CloudTrail delivered logs later than usual and listed them apart.',
    doesNotProve: 'Anything: such digest files are not verified here.',
    command: null,
  },
  'cloudtrail-signature': {
    title: 'Signatures of the digest files',
    proves: 'Every digest file was signed with a key of CloudTrail.',
    doesNotProve: 'That the events are complete: CloudTrail signs what it delivered.',
    command: 'openssl dgst -sha256 -verify key.pem -signature SIGNATURE TEXT',
  },
  'cloudtrail-key': {
    title: 'Keys of CloudTrail',
    proves:
      'The keys are among those that a person named for this run, and counted at the time of each digest file.',
    doesNotProve: 'That the person got them from AWS.',
    command: null,
  },
  'cloudtrail-unsupported': {
    title: 'Signature that is not verified here',
    proves: 'A digest file is signed in a way, or with a key, that this program does not accept.',
    doesNotProve: 'That the signature is good, and that it is bad.',
    command: null,
  },
  'tiles-entries': {
    title: 'Entries of the log',
    proves: 'As many entries were read as the checkpoint covers.',
    doesNotProve: 'That they are the right ones: the root decides that.',
    command: null,
  },
  'tiles-root': {
    title: 'Root of the tree',
    proves: 'All entries together have the one digest that the checkpoint states.',
    doesNotProve: 'Who signed the checkpoint.',
    command: 'sed -n 3p checkpoint',
  },
  'tiles-digests': {
    title: 'Tiles of digests',
    proves: 'The tiles hold the digests that follow from the entries.',
    doesNotProve: 'More than the root does: tiles only save work.',
    command: null,
  },
  'tiles-missing': {
    title: 'Missing entries',
    proves: 'The checkpoint covers entries that are not there.',
    doesNotProve: 'What they say.',
    command: 'sed -n 2p checkpoint',
  },
  'tiles-other': {
    title: 'File beside the log',
    proves: 'A file lies in the folder that is no part of the log up to its checkpoint.',
    doesNotProve: 'Anything about its content: it was not read.',
    command: null,
  },
  'tiles-signature': {
    title: 'Signature of the log',
    proves: 'The checkpoint was signed with the log’s private key, and has not been changed since.',
    doesNotProve: 'That the log was honest before it signed, and that it shows everybody the same.',
    command: 'openssl pkeyutl -verify -pubin -inkey log.pub.pem -rawin -in TEXT -sigfile SIGNATURE',
  },
  'tiles-key': {
    title: 'Key of the log',
    proves: 'The key is one that a person named for this run.',
    doesNotProve: 'That the person got it from the right place.',
    command: null,
  },
  ...statementExplanations,
};
