// Who is signed in, as the server says it.
import type { Schemas } from './api';

export type Me = Schemas['Me'];
export type Role = Schemas['Role'];
export type Scope = Schemas['Scope'];
export type SessionState = Schemas['SessionState'];
/** What a link of invitation says of itself. */
export type Invitation = Schemas['Looked'];
