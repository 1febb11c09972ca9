// Keys that nobody guesses.

/** 22 characters that are safe in an address: 128 bits. Not randomUUID, which pages without TLS do not have. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');
}
