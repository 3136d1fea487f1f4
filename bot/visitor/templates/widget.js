(() => {
  "use strict";
  const words = {{ config|tojson }};
  const base = new URL(document.currentScript.src).origin;
  if (document.querySelector("[data-chat-widget]")) return;

  const STYLE = `
    :host { all: initial; color-scheme: light dark; }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    button, a { font: 600 16px/1.3 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
    button { min-width: 44px; min-height: 44px; border: 0; cursor: pointer; }
    :focus-visible { outline: 3px solid #175f5b; outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
    .open { position: fixed; right: 20px; bottom: 20px; z-index: 2147483000; padding: 14px 22px;
      border: 2px solid #fff; border-radius: 28px; background: #175f5b; color: #fff;
      box-shadow: 0 2px 12px rgb(0 0 0 / .3); }
    .panel { position: fixed; right: 20px; bottom: 20px; z-index: 2147483000; display: flex;
      flex-direction: column; width: min(420px, 100vw - 40px); height: min(680px, 100dvh - 40px);
      overflow: hidden; border: 1px solid #788a86; border-radius: 16px; background: #fff;
      color: #1b2a29; box-shadow: 0 8px 40px rgb(0 0 0 / .3); }
    .top { display: flex; align-items: center; justify-content: flex-end; background: #175f5b; }
    .close { padding: 4px 16px; background: none; color: #fff; }
    .close:focus-visible { outline-color: #fff; outline-offset: -6px; box-shadow: none; }
    .help { display: grid; gap: 8px; padding: 16px; font: 16px/1.5 system-ui, sans-serif; }
    .help p { margin: 0; }
    .help a { display: inline-block; padding: 11px 0; color: inherit; }
    iframe { flex: 1; width: 100%; min-height: 0; border: 0; }
    @media (max-width: 480px), (max-height: 480px) {
      .panel { inset: 0; width: auto; height: 100vh; height: 100dvh; border: 0; border-radius: 0; }
    }
    @media (prefers-color-scheme: dark) { .panel { background: #121a19; color: #e7eeec; } }
    @media print { .open, .panel { display: none; } }`;

  const make = (tag, properties, ...children) => {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  };
  const link = (href, textContent) => make("p", {}, make("a", { href, textContent }));

  const opener = make("button", { className: "open", type: "button", textContent: words.open });
  opener.setAttribute("aria-expanded", "false");
  const closer = make("button", { className: "close", type: "button", textContent: words.close });
  // Seen until the chat says that it works, so also when it never comes.
  const help = make("div", { className: "help" },
    make("p", { textContent: words.loading }),
    link(words.emergencyLink, words.emergency),
    link(words.phoneLink, words.phone));
  const panel = make("section", { className: "panel", hidden: true },
    make("div", { className: "top" }, closer), help);
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", words.title);

  const host = make("div", {});
  host.dataset.chatWidget = "";
  const root = host.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  root.append(opener, panel);
  document.body.append(host);

  let frame = null;
  const show = (open) => {
    if (open && !frame) {
      frame = make("iframe", { title: words.title, src: `${base}/chat`, referrerPolicy: "no-referrer" });
      panel.append(frame);
    }
    panel.hidden = !open;
    opener.hidden = open;
    opener.setAttribute("aria-expanded", String(open));
    (open ? closer : opener).focus();
  };
  opener.addEventListener("click", () => show(true));
  closer.addEventListener("click", () => show(false));

  const exit = () => {
    host.remove();
    document.documentElement.hidden = true;
    location.replace(words.exitUrl);
  };
  addEventListener("message", (event) => {
    if (!frame || event.origin !== base || event.source !== frame.contentWindow) return;
    if (event.data === "chat:ready") help.hidden = true;
    if (event.data === "chat:exit") exit();
  });

  // Shift three times leaves, also when this page has the keyboard. The chat wipes itself first.
  let pressed = [];
  addEventListener("keydown", (event) => {
    if (!frame || event.key !== "Shift") { pressed = []; return; }
    if (event.repeat) return;
    pressed = pressed.filter((at) => event.timeStamp - at < 4000).concat(event.timeStamp);
    if (pressed.length < 3) return;
    frame.contentWindow.postMessage("chat:exit", base);
    setTimeout(exit, 150);
  });
})();
