import type { Explanation } from '../explain.ts';
import type { ForeignCheckCode } from './foreign-codes.ts';

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
};
