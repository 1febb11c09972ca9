// The session: who is signed in and what that person may do.
import { batch, signal } from '@preact/signals';
import { call, expired } from './api';
import { forget } from './cache';
import type { Me, Scope } from './people';
import { asProblem, type Problem } from './problem';
import { heardFromServer } from './time';
import { settle } from './undo';

/** Undefined while not known, null when nobody is signed in. */
export const me = signal<Me | null | undefined>(undefined);
/** Why it cannot be said who is signed in. */
export const unknown = signal<Problem | undefined>(undefined);

/** Takes over who is signed in now. */
export function adopt(who: Me) {
  const other = me.peek() && (me.peek()?.user.id != who.user.id || me.peek()?.project.id != who.project.id);
  heardFromServer(who.server_time, true);
  const back = expired.peek();
  batch(() => {
    me.value = who;
    unknown.value = undefined;
    expired.value = false;
  });
  if (other || back) forget();
}

export async function begin() {
  try {
    adopt(await call<Me>('GET', '/api/v1/session'));
  } catch (thrown) {
    const problem = asProblem(thrown);
    if (problem.status == 401) me.value = null;
    else unknown.value = problem;
  }
}

export async function signIn(email: string, password: string) {
  adopt(await call<Me>('POST', '/api/v1/session', { email, password }));
}

export async function signOut() {
  await settle();
  await call('DELETE', '/api/v1/session');
  // What this person saw is not for the next one: everything begins anew.
  location.assign('/sign-in');
}

export async function goOver(project_id: string) {
  await settle();
  await call<Me>('POST', '/api/v1/session/project', { project_id });
  location.assign('/conversations');
}

const PEOPLE: Record<Scope, string> = {
  read: 'a member of the project',
  review: 'a reviewer, an admin or an owner',
  test: 'a tester, an admin or an owner',
  write: 'an admin or an owner',
  delete: 'an admin or an owner',
  manage: 'an admin or an owner',
  ingest: 'a key for programs that report',
};

/** Whether the person who is signed in may do what the scope names. */
export const may = (scope: Scope): boolean => me.value?.scopes.includes(scope) ?? false;

/** Why not, as the tooltip of what is switched off; undefined where it is allowed. */
export const whyNot = (scope: Scope): string | undefined =>
  may(scope) ? undefined : `Only ${PEOPLE[scope]} can do this. You are a ${me.value?.role ?? 'guest'}.`;
