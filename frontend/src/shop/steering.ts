/** What a host does to a room: each act is one request, whose outcome is said in words. */
import type { Asker } from './ask'

export class Steering {
  constructor(
    readonly url: string,
    readonly ask: Asker,
    readonly onSaid: (words: string) => void,
  ) {}

  /** Whether it worked. */
  async act(path: string, body: object = {}, done = 'Done'): Promise<boolean> {
    try {
      const told = await this.ask.post<{ sent?: number | boolean }>(this.url + path, body)
      this.onSaid(typeof told.sent === 'number' ? `Sent to ${told.sent}` : done)
      return true
    } catch (error) {
      this.onSaid((error as Error).message)
      return false
    }
  }

  async read<T>(path: string): Promise<T | null> {
    try {
      return await this.ask.get<T>(this.url + path)
    } catch (error) {
      this.onSaid((error as Error).message)
      return null
    }
  }
}
