/** Who is there after a fresh start. Numbers are from the range kept for fiction. */
import type { Language } from '../lambda/hotline/replies/book';
import type { Phone } from './carrier/types';

interface LocalVolunteer {
  readonly number: string;
  readonly name: string;
  readonly languages: readonly Language[];
  readonly onDuty: boolean;
}

export const localVolunteers: readonly LocalVolunteer[] = [
  { number: '+13125550111', name: 'Rosa', languages: ['es', 'en'], onDuty: true },
  { number: '+13125550112', name: 'Ben', languages: ['en', 'es'], onDuty: true },
];

export const localPhones: readonly Phone[] = [
  { number: '+13125550101', role: 'texter', name: 'Ana' },
  ...localVolunteers.map(({ number, name }) => ({ number, name, role: 'volunteer' as const })),
];
