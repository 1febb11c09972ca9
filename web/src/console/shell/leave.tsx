// Asked when one leaves a page with something unsaved.
import { held } from '../lib/router';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';

export function Leave() {
  const waits = held.value;
  if (!waits) return null;
  const stay = () => (held.value = null);
  return (
    <Dialog title="Leave without saving?" onClose={stay}>
      <p>What you changed on this page is not saved yet.</p>
      <div class="dialog-foot">
        <Button onClick={stay}>Stay here</Button>
        <Button
          tone="danger"
          onClick={() => {
            stay();
            waits.go();
          }}
        >
          Leave
        </Button>
      </div>
    </Dialog>
  );
}
