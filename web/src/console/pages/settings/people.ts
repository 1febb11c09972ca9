// Answers about people, which the server's document does not describe yet.
import { address } from '../../lib/address';
import type { Role } from '../../lib/people';

export interface User {
  id: string;
  email: string;
  name: string;
  role: Role;
  created_at: string;
  last_seen_at: string | null;
}
export interface Invited {
  id: string;
  email: string;
  role: Role;
  invited_by: string | null;
  created_at: string;
  expires_at: string;
}
export interface OwnSession {
  id: string;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
  address: string | null;
  agent: string | null;
  current: boolean;
}

export const USERS = address<{ data: User[] }>('/api/v1/users');
export const INVITATIONS = address<{ data: Invited[] }>('/api/v1/invitations');
export const SESSIONS = address<{ data: OwnSession[] }>('/api/v1/me/sessions');

export const ROLES: { id: Role; label: string; may: string }[] = [
  { id: 'viewer', label: 'Viewer', may: 'reads' },
  { id: 'reviewer', label: 'Reviewer', may: 'reads, and tags, scores and comments' },
  { id: 'tester', label: 'Tester', may: 'reads, and uses the test chat' },
  { id: 'admin', label: 'Admin', may: 'everything' },
  { id: 'owner', label: 'Owner', may: 'everything, and makes owners' },
];
