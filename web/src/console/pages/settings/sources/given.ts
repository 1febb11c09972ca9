// What the lines of an SDK are made of.
import type { Ingest } from '../../../lib/traces';

export const PLACEHOLDER = 'YOUR_KEY';

export interface Given {
  ingest: Ingest;
  /** The secret, as long as it is shown; else the placeholder. */
  key: string;
}

export interface Piece {
  label: string;
  text: string;
}

export interface Kit {
  id: string;
  /** Python, Node … where there are several. */
  language: string;
  lines: Piece[];
  /** How a conversation's id is set. */
  conversation: Piece[];
  notes: string[];
}

export const scheme = ({ address }: Ingest) => (address.startsWith('http:') ? 'http' : 'https');
export const dsnOf = ({ ingest, key }: Given) =>
  `${scheme(ingest)}://${key}@${ingest.address.replace(/^https?:\/\//, '')}/${ingest.project_number}`;
