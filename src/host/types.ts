/** Everything from outside. A simulation replaces all of it; nothing else touches the world. */
export interface Host {
  /** Arguments after the program's name. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** The user's folder; undefined where none is known by its whole path. */
  readonly home: string | undefined
  /** Version of the running Node, as in 'v20.19.0'. */
  readonly runtime: string
  /** What that Node itself was started with. */
  readonly runtimeOptions: readonly string[]
  readonly io: Io
  readonly clock: Clock
  readonly prompt: Prompt
  readonly files: Files
  readonly processes: Processes
  readonly signals: Signals
  /** Random bytes; signing draws from here. */
  random(bytes: number): Uint8Array
  /**
   * The first bytes of a file, a pipe or an open descriptor, at most `length`; undefined where there is no such file.
   * Rejects with a plain Error.
   */
  readInput(from: string | number, length: number, givenUp: AbortSignal): Promise<Uint8Array | undefined>
  /** Runs a program without a shell; what it wrote to stdout. Rejects with a plain Error whose message says why. */
  runProgram(argv: readonly string[], options: ProgramOptions): Promise<Uint8Array>
  /**
   * Runs a program without a shell on this process's own stdin, stdout and stderr, passing signals on. Never rejects:
   * what cannot be started has ended as a shell would have it.
   */
  runInForeground(
    argv: readonly string[],
    env: Readonly<Record<string, string | undefined>>,
  ): Promise<ForegroundEnd>
  /** libsodium, loaded when asked for. */
  sodium(): Promise<Sodium>
  /** Opens a WebSocket. Rejects with a plain Error whose message says why. */
  connect(url: string, options: SocketOptions): Promise<Socket>
}

export interface Sink {
  write(text: string): void
}

export interface Io {
  readonly out: Sink
  readonly err: Sink
  readonly outIsTty: boolean
  readonly errIsTty: boolean
  /** Whether a person can be asked: stdin and stderr are terminals. */
  readonly canPrompt: boolean
  /** Columns of the terminal; 80 when unknown. */
  readonly width: number
  /** Lines of the terminal, where known. */
  readonly height?: number
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Milliseconds that only grow, for measuring. */
  monotonic(): number
  /** Runs `work` after a delay; the returned function cancels it. */
  after(milliseconds: number, work: () => void): () => void
}

export interface Prompt {
  /** Asks for a yes or no on stderr. 'closed' when the input ended or was given up, 'interrupted' on Ctrl-C. */
  confirm(question: string, givenUp: AbortSignal): Promise<'yes' | 'no' | 'closed' | 'interrupted'>
  /** Asks for a text. */
  text(question: string, givenUp: AbortSignal): Promise<TextAnswer>
  /** Asks for a text that is not shown while it is typed. */
  secret(question: string, givenUp: AbortSignal): Promise<TextAnswer>
}

export type TextAnswer = { readonly text: string } | 'closed' | 'interrupted'

/** How a program in the foreground ended. */
export interface ForegroundEnd {
  /** Its exit code; 128 + n when signal n ended it; 127 when there is no such program, 126 when it may not run. */
  readonly code: number
  /** Why it could not be started. */
  readonly problem?: string
}

export interface ProgramOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Milliseconds. */
  readonly timeout: number
  /** Bytes of output. */
  readonly limit: number
  /** Ends it at once. */
  readonly givenUp: AbortSignal
}

/** Settings of a key derivation. */
export interface Derivation {
  /** 16 bytes. */
  readonly salt: Uint8Array
  /** Passes over the memory. */
  readonly operations: number
  /** Bytes. */
  readonly memory: number
}

/** The functions of libsodium that encrypted keyfiles need. */
export interface Sodium {
  readonly kind: 'native' | 'WebAssembly'
  /**
   * 32 bytes by argon2i 1.3. Takes seconds, off the main thread. Rejects when there is not enough memory. Giving it
   * up ends the WebAssembly one at once; the native one ends by itself.
   */
  deriveKey(password: Uint8Array, settings: Derivation, givenUp: AbortSignal): Promise<Uint8Array>
  /** XSalsa20-Poly1305 with the tag in front. Nonce: 24 bytes. Key: 32 bytes. */
  seal(message: Uint8Array, nonce: Uint8Array, key: Uint8Array): Promise<Uint8Array>
  /** The message of a box; undefined when the key is another or the box is damaged. */
  open(box: Uint8Array, nonce: Uint8Array, key: Uint8Array): Promise<Uint8Array | undefined>
  /** Overwrites bytes with zeros. */
  wipe(bytes: Uint8Array): void
}

export interface FileInfo {
  readonly kind: 'file' | 'folder' | 'other'
  /** Permission bits, as in 0o600; 0o1000 among them where a folder is sticky. */
  readonly mode: number
  /** Bytes of a file; 0 of anything else. */
  readonly size: number
  /** Whose it is; 'other' where the system does not tell. */
  readonly owner: 'user' | 'root' | 'other'
  /** Number of the user it belongs to; undefined where the system does not tell whose it is. */
  readonly uid: number | undefined
  /** Whether nobody but this user and root can change it. */
  readonly isOwn: boolean
}

/** A process as another one can recognise it, on disk too. */
export interface ProcessMark {
  readonly pid: number
  /** When it started, in ticks since the boot; null where the system does not tell. */
  readonly start: string | null
  /** Boot of the machine it runs on; null where the system does not tell. */
  readonly boot: string | null
  /** Numbers of processes mean something only within one such space, as of a container; null where there is one. */
  readonly space: string | null
  readonly machine: string
}

export interface Processes {
  /** This process. */
  self(): Promise<ProcessMark>
  /** What became of a process. 'elsewhere': it cannot be seen from here, as that of another machine or container. */
  find(mark: ProcessMark): Promise<'running' | 'gone' | 'elsewhere'>
}

export interface WriteOptions {
  readonly mode: number
  /** Fail if the file exists. */
  readonly exclusive?: boolean
}

export interface Files {
  /**
   * Content of a file of at most `most` bytes; undefined when there is none. Other failures reject, and so do larger files.
   * No read opens a pipe or a device: they may not end.
   */
  read(path: string, most: number): Promise<Uint8Array | undefined>
  /** The first bytes of a file, at most `length`. Undefined when there is none. */
  readStart(path: string, length: number): Promise<Uint8Array | undefined>
  /** Up to `length` bytes of a file from byte `from`; fewer where it ends. Undefined when there is none. */
  readPart(path: string, from: number, length: number): Promise<Uint8Array | undefined>
  /** Names in a folder, sorted; undefined when there is none. */
  list(path: string): Promise<readonly string[] | undefined>
  info(path: string): Promise<FileInfo | undefined>
  /** Whether what is at a path may be written to; where there is nothing, whether it may be made. */
  isWritable(path: string): Promise<boolean>
  makeFolder(path: string, mode: number): Promise<void>
  /** A new empty folder of this user's alone, its name beginning as given. */
  makeTemporaryFolder(prefix: string): Promise<string>
  /** Deletes a folder with all that is in it. */
  removeFolder(path: string): Promise<void>
  write(path: string, content: Uint8Array, options: WriteOptions): Promise<void>
  /** Puts a whole new file in place of what is there, at once: other processes see the old content or the new. */
  replace(path: string, content: Uint8Array, mode: number): Promise<void>
  /** Deletes a file; nothing happens where there is none. */
  remove(path: string): Promise<void>
  /** Appends and waits until the bytes are on the disk (fsync), and so is the name of a new file. Creates it with mode 0600. */
  append(path: string, content: Uint8Array): Promise<void>
  /** Makes a file with its whole content at once, mode 0600. False, and nothing is changed, where there is one. */
  claim(path: string, content: Uint8Array): Promise<boolean>
  /** Cuts a file to a length and waits until that is on the disk. */
  truncate(path: string, length: number): Promise<void>
}

export interface Signals {
  /** Calls back on SIGINT or SIGTERM; the returned function stops listening. */
  onInterrupt(work: () => void): () => void
}

export interface SocketOptions {
  /** Messages above this size close the connection. */
  readonly maxBytes: number
  readonly timeout: number
  /** Ends an attempt that has not succeeded yet. */
  readonly givenUp: AbortSignal
  onMessage(text: string): void
  /** Called once, also after `close`. */
  onClose(reason: string): void
}

/** An open connection that carries text messages. */
export interface Socket {
  send(text: string): void
  close(): void
}
