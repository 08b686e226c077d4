/** The part of a service worker's world that ours touches. TypeScript's own `webworker` library cannot be loaded beside `dom`. */
export interface LateEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}

export interface Fetching extends LateEvent {
  readonly request: Request
  respondWith(answer: Response | Promise<Response>): void
}

export interface Asking extends LateEvent {
  readonly data: unknown
  readonly source: { postMessage(message: unknown): void } | null
}

export interface Pushed extends LateEvent {
  readonly data: { json(): unknown } | null
}

export interface Tapped extends LateEvent {
  readonly notification: { readonly data: { url?: unknown } | null; close(): void }
}

export interface Window {
  readonly url: string
  focus(): Promise<unknown>
  postMessage(message: unknown): void
}

export interface Scope {
  readonly registration: ServiceWorkerRegistration
  readonly clients: {
    claim(): Promise<void>
    matchAll(which: { type: 'window' }): Promise<Window[]>
    openWindow(url: string): Promise<unknown>
  }
  skipWaiting(): Promise<void>
  addEventListener(
    name: 'install' | 'activate' | 'sync' | 'periodicsync' | 'pushsubscriptionchange',
    listener: (event: LateEvent) => void,
  ): void
  addEventListener(name: 'fetch', listener: (event: Fetching) => void): void
  addEventListener(name: 'push', listener: (event: Pushed) => void): void
  addEventListener(name: 'notificationclick', listener: (event: Tapped) => void): void
  addEventListener(name: 'message', listener: (event: Asking) => void): void
}
