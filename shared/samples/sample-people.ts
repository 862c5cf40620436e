import { type QuarterDay, toQuarterDay } from './sample-calendar.ts';
import type { OfficeName } from './sample-offices.ts';

const teams = ['engineering', 'data', 'finance', 'support', 'people', 'sales', 'operations'] as const;

export type Team = (typeof teams)[number];

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly team: Team;
  readonly office: OfficeName;
  /** Local hour at which the person usually starts. */
  readonly startHour: number;
  readonly desk: number;
  readonly leave: readonly [first: QuarterDay, last: QuarterDay];
  readonly firstDay: QuarterDay;
  /** Last day in the company, for the one who leaves. */
  readonly lastDay: QuarterDay | null;
}

/** Invented: given names beside plants, tools and weather. Any likeness to a person is chance. */
const roster: Readonly<Record<Team, readonly string[]>> = {
  engineering: [
    'Mirabel Quillfeather',
    'Oskar Tannenzapf',
    'Juno Larkspindle',
    'Tarek Lampenfeld',
    'Ines Cortiçal',
    'Bram Kettlewick',
    'Asha Nimbusrao',
    'Lennart Moosgrund',
    'Pilar Vientoclaro',
    'Devika Monsoonkar',
    'Quentin Brassbell',
    'Zoë Märzenbecher',
    'Ruben Saltmarsh',
    'Nadia Federwolke',
  ],
  data: [
    'Imke Sternhalm',
    'Caspian Thornbury',
    'Yara Oliveshade',
    'Rohan Tamarindwala',
    'Selma Nebelhorn',
    'Tobias Pinnacle',
    'Leocadia Farol',
  ],
  finance: [
    'Greta Zinnkraut',
    'Horace Pennyfold',
    'Lucia Moedaverde',
    'Anselm Kupferdach',
    'Meera Ledgerwal',
    'Odette Fairweather',
    'Walter Groschenberg',
  ],
  support: [
    'Henrik Oaklantern',
    'Pia Regenbogner',
    'Sunil Lotusmani',
    'Dulce Marésia',
    'Fergus Dewbottom',
    'Amara Windrose',
    'Kaja Birkenlaub',
    'Elio Sandalo',
    'Nell Copperkettle',
    'Vikram Peepalwar',
    'Tilda Heidekraut',
  ],
  people: ['Rosalind Appleyard', 'Jonas Lindenblatt', 'Beatriz Alecrim', 'Kavya Jasminder'],
  sales: [
    'Priska Holundermark',
    'Dorian Wheatcroft',
    'Marlene Abendrot',
    'Tomé Ventoforte',
    'Hugo Silberdistel',
    'Anjali Mangofield',
    'Clement Larchmont',
    'Sofie Rosenkohl',
    'Basil Hollowreed',
    'Estela Ondina',
  ],
  operations: [
    'Viktor Eisenhut',
    'Maud Ropewalk',
    'Farid Lanternwala',
    'Noor Quarzfels',
    'Edda Wellenschlag',
    'Silas Wrenchley',
    'Teodora Basalto',
  ],
};

const officeOf: Readonly<Record<Team, readonly [OfficeName, ...OfficeName[]]>> = {
  engineering: ['north', 'coast', 'delta', 'north'],
  data: ['north', 'delta', 'coast'],
  finance: ['north', 'lake'],
  support: ['coast', 'lake', 'delta', 'north'],
  people: ['north', 'lake'],
  sales: ['lake', 'north', 'coast'],
  operations: ['north', 'delta', 'lake'],
};

const joiners: Readonly<Record<string, QuarterDay>> = {
  'nell.copperkettle': toQuarterDay('08-03'),
  'teodora.basalto': toQuarterDay('09-01'),
};

const leavers: Readonly<Record<string, QuarterDay>> = { 'basil.hollowreed': toQuarterDay('07-31') };

/** Everybody in the company, in a fixed order. Facts about one person follow from the place in that order. */
export const people: readonly Person[] = teams.flatMap((team, teamIndex) =>
  roster[team].map((name, index) => toPerson(name, team, teamIndex * 17 + index)),
);

/** The person with this id; the stories name people who are in the roster. */
export function findPerson(id: string): Person | undefined {
  return people.find((person) => person.id === id);
}

function toPerson(name: string, team: Team, place: number): Person {
  const choices = officeOf[team];
  const id = toAccountId(name);
  const leaveStart = 3 + ((place * 11) % 80);
  return {
    id,
    name,
    email: `${id}@acme-sample.example`,
    team,
    office: choices[place % choices.length] ?? choices[0],
    startHour: 7 + ((place * 5) % 4),
    desk: place,
    leave: [leaveStart, leaveStart + 6 + ((place * 3) % 9)],
    firstDay: joiners[id] ?? 0,
    lastDay: leavers[id] ?? null,
  };
}

/** Account ids are ASCII, as most directories demand; names keep their letters. */
function toAccountId(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{Mark}/gu, '');
  return plain.toLowerCase().replace(' ', '.');
}
