/** Who can sign in on this machine. `admin@example.org` is the admin whom the local set-up adds; the others show what is refused. */
export interface LocalPerson {
  readonly email: string;
  readonly name: string;
  readonly verified: boolean;
}

export const localPeople: readonly LocalPerson[] = [
  { email: 'admin@example.org', name: 'Local admin', verified: true },
  { email: 'someone@example.org', name: 'Somebody without a role', verified: true },
  { email: 'unverified@example.org', name: 'Somebody whose e-mail is not verified', verified: false },
];
