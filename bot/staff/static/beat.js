// Away from the desk, on another page of the console: whoever has chats keeps them.

const EVERY = 15000;

async function beat() {
  const csrf = document.querySelector("input[name=csrf]").value;
  const body = new URLSearchParams({ csrf });
  const headers = { Accept: "application/json" };
  try {
    await fetch("/staff/heartbeat", { method: "POST", body, headers });
  } catch {
    // The next one comes soon enough.
  }
}

void beat();
setInterval(beat, EVERY);
