import { describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/bytes/hex.ts';
import { isInNetwork, parseAddress, parseNetwork, renderNetwork } from '../../../shared/query/address.ts';

const mapped = '00000000000000000000ffff';

function hexOf(text: string): string | null {
  const address = parseAddress(text);
  return address === null ? null : toHex(address);
}

function lies(address: string, network: string): boolean {
  const bytes = parseAddress(address);
  const range = parseNetwork(network);
  if (bytes === null || range === null || range === 'prefix-too-long')
    throw new Error('no address or network');
  return isInNetwork(bytes, range);
}

describe('An address', () => {
  it.each([
    ['10.1.2.3', `${mapped}0a010203`],
    ['255.255.255.255', `${mapped}ffffffff`],
    ['0.0.0.0', `${mapped}00000000`],
    ['10.1.2.3:443', `${mapped}0a010203`],
    ['::', '00'.repeat(16)],
    ['::1', `${'00'.repeat(15)}01`],
    ['1::', `0001${'00'.repeat(14)}`],
    ['2001:db8::1', '20010db8000000000000000000000001'],
    ['2001:DB8:0:0:8:800:200C:417A', '20010db80000000000080800200c417a'],
    ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
    ['1:2:3:4:5:6:7::', '00010002000300040005000600070000'],
    ['::2:3:4:5:6:7:8', '00000002000300040005000600070008'],
    ['::ffff:10.1.2.3', `${mapped}0a010203`],
    ['::FFFF:0a01:0203', `${mapped}0a010203`],
    ['64:ff9b::192.0.2.33', '0064ff9b0000000000000000c0000221'],
    ['1:2:3:4:5:6:1.2.3.4', '00010002000300040005000601020304'],
    ['[::1]', `${'00'.repeat(15)}01`],
    ['[2001:db8::1]:65535', '20010db8000000000000000000000001'],
  ])('is read from %s', (text, hex) => {
    expect(hexOf(text)).toBe(hex);
  });

  it.each([
    ['nothing', ''],
    ['a word', 'localhost'],
    ['three numbers', '10.1.2'],
    ['five numbers', '10.1.2.3.4'],
    ['a number above 255', '10.1.2.256'],
    ['a leading zero, which some read as octal', '010.1.2.3'],
    ['a number left out', '10..2.3'],
    ['a dot at the end', '10.1.2.3.'],
    ['a space before it', ' 10.1.2.3'],
    ['a port without digits', '10.1.2.3:'],
    ['a port of letters', '10.1.2.3:https'],
    ['a port of six digits', '10.1.2.3:123456'],
    ['a zone id, which is of one machine', 'fe80::1%eth0'],
    ['a zone id in brackets', '[fe80::1%eth0]:22'],
    ['brackets around IPv4', '[10.1.2.3]'],
    ['a bracket that is not closed', '[::1'],
    ['something behind the bracket', '[::1]x'],
    ['two gaps', '1::2::3'],
    ['three colons', ':::'],
    ['one colon at the start', ':1:2:3:4:5:6:7'],
    ['one colon at the end', '1:2:3:4:5:6:7:'],
    ['seven groups', '1:2:3:4:5:6:7'],
    ['nine groups', '1:2:3:4:5:6:7:8:9'],
    ['a gap for nothing', '1:2:3:4::5:6:7:8'],
    ['five digits in a group', '12345::'],
    ['a letter that is no digit', '::g'],
    ['IPv4 in front', '1.2.3.4::'],
    ['IPv4 with one group too many', '1:2:3:4:5:6:7:1.2.3.4'],
    ['full-width digits', '\uff11.1.1.1'],
    ['a very long text', '1'.repeat(100_000)],
  ])('is not read from %s', (_, text) => {
    expect(hexOf(text)).toBeNull();
  });
});

describe('A network', () => {
  it('has the addresses that begin as it does, in either spelling', () => {
    expect(lies('10.255.0.1', '10.0.0.0/8')).toBe(true);
    expect(lies('::ffff:10.1.1.1', '10.0.0.0/8')).toBe(true);
    expect(lies('11.0.0.1', '10.0.0.0/8')).toBe(false);
    expect(lies('2001:db8:ffff::', '2001:db8::/32')).toBe(true);
    expect(lies('2001:db9::', '2001:db8::/32')).toBe(false);
  });

  it('ends inside a byte where its prefix does', () => {
    expect(lies('192.168.19.255', '192.168.16.0/22')).toBe(true);
    expect(lies('192.168.20.0', '192.168.16.0/22')).toBe(false);
    expect(lies('192.168.20.0', '192.168.16.0/21')).toBe(true);
  });

  it('of no bits has every address of its kind', () => {
    expect(lies('203.0.113.9', '0.0.0.0/0')).toBe(true);
    expect(lies('2001:db8::1', '0.0.0.0/0')).toBe(false);
    expect(lies('203.0.113.9', '::/0')).toBe(true);
  });

  it('is written without the bits behind its prefix, IPv6 in its shortest form', () => {
    const written = [
      ...[
        '10.1.2.3/8',
        '10.1.2.3/32',
        '::ffff:10.0.0.0/104',
        '2001:DB8:0:0:1:0:0:1/128',
        '1:0:2::/40',
        '::/0',
      ],
      ...['1:2:3:4:5:6:7:8/128', '1:0:3:4:5:6:7:8/128'],
    ].map((text) => {
      const network = parseNetwork(text);
      return network === null || network === 'prefix-too-long' ? network : renderNetwork(network);
    });
    expect(written).toEqual([
      ...['10.0.0.0/8', '10.1.2.3/32', '10.0.0.0/8', '2001:db8::1:0:0:1/128', '1::/40', '::/0'],
      ...['1:2:3:4:5:6:7:8/128', '1:0:3:4:5:6:7:8/128'],
    ]);
  });

  it('has a prefix that its kind of address has room for', () => {
    expect(parseNetwork('10.0.0.0/33')).toBe('prefix-too-long');
    expect(parseNetwork('::/129')).toBe('prefix-too-long');
  });

  it.each(['10.0.0.0', '10.0.0.0/', '10.0.0.0/08', '10.0.0/8', '[::]/8', 'a/8', '10.0.0.0:1/8'])(
    'is not read from %s',
    (text) => {
      expect(parseNetwork(text)).toBeNull();
    },
  );
});
