// The session ended while somebody worked: one signs in over the page, so that nothing unsaved is lost.
import { expired } from '../lib/api';
import { me } from '../lib/session';
import { Dialog } from '../parts/dialog';
import { SignInForm } from './sign-in-form';

export function Expired() {
  return (
    <Dialog title="Sign in again" onClose={() => (expired.value = false)}>
      <p class="muted">Your session has ended. Sign in to go on; what you have not saved yet is still here.</p>
      <SignInForm email={me.value?.user.email} />
    </Dialog>
  );
}
