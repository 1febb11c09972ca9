// What the server says of people, and the words for it.
import { at } from '../../lib/address';
import type { Schemas } from '../../lib/api';

export type User = Schemas['User'];
export type Role = Schemas['Role'];

export const USERS = at('/api/v1/users');
export const INVITATIONS = at('/api/v1/invitations');
export const SESSIONS = at('/api/v1/me/sessions');

export const ROLES: { id: Role; label: string; may: string }[] = [
  { id: 'viewer', label: 'Viewer', may: 'reads' },
  { id: 'reviewer', label: 'Reviewer', may: 'reads, and tags, scores and comments' },
  { id: 'tester', label: 'Tester', may: 'reads, and uses the test chat' },
  { id: 'admin', label: 'Admin', may: 'everything' },
  { id: 'owner', label: 'Owner', may: 'everything, and makes owners' },
];
