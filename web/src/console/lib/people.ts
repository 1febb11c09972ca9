// Who is signed in, as the server says it.
export type Role = 'owner' | 'admin' | 'reviewer' | 'tester' | 'viewer';
export type Scope = 'read' | 'review' | 'test' | 'write' | 'delete' | 'manage';

export interface Me {
  user: { id: string; email: string; name: string };
  role: Role;
  scopes: Scope[];
  project: { id: string; name: string };
  projects: { id: string; name: string; role: Role }[];
  session: { id: string; expires_at: string };
  server_time: string;
}

export interface SessionState {
  signed_in: boolean;
  needs_setup: boolean;
}

/** What a link of invitation says of itself. */
export interface Invitation {
  email: string | null;
  role: Role;
  project: { id: string; name: string };
  known: boolean;
}
