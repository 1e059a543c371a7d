import { Command } from 'commander'
import type { DoctorFlags } from '../doctor/doctor.ts'
import type { Start } from '../start.ts'

/** `taoctl doctor`: whether a trade would find what it needs. */
export function doctorCommand(start: Start): Command {
  return new Command('doctor')
    .description('Check what a trade will need: settings, endpoint, wallet, fee, folders')
    .option('--next <file or url>', 'only: which commands a runtime to come would stop, by its metadata')
    .action((flags: DoctorFlags, self: Command) =>
      start(self, async app => (await import('../doctor/doctor.ts')).runDoctor(app, flags), {
        tolerant: true,
      }),
    )
}
