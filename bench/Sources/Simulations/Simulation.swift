import Glibc
import Synchronization

/// Runs whatever this process does concurrently on one thread, one piece after the other, and lets time pass when nothing
/// is left to do: hours of a collector in minutes, the same each time.
///
/// - Source: the hook by which the Swift runtime hands out every job that is bound to no thread.
enum Simulation {
    private typealias Pass = @convention(thin) (UnownedJob) -> Void
    private typealias Hook = @convention(thin) (UnownedJob, Pass) -> Void

    private static let jobs = Mutex(Jobs())
    private static let executor = OneThread()

    /// Runs `body` to its end under a clock of its own.
    ///
    /// - Shape: blocks the calling thread, which does all the work; once per process.
    static func run<Result: Sendable>(
        _ body: @escaping @Sendable (SimulatedClock) async -> Result
    ) -> Result {
        guard let place = dlsym(dlopen(nil, RTLD_NOW), "swift_task_enqueueGlobal_hook") else {
            Usage.fail("this Swift runtime has no hook for jobs")
        }
        place.assumingMemoryBound(to: Hook?.self).pointee = { job, _ in Simulation.jobs.withLock { $0.add(job) } }
        let clock = SimulatedClock()
        let result = Mutex<Result?>(nil)
        Task {
            let value = await body(clock)
            result.withLock { $0 = value }
        }
        while true {
            if let job = jobs.withLock({ $0.next() }) {
                job.runSynchronously(on: executor.asUnownedTaskExecutor())
            } else if let value = result.withLock({ $0 }) {
                return value
            } else if !clock.advance() {
                Usage.fail("the simulation stands still")
            }
        }
    }

    /// First in, first out.
    private struct Jobs {
        private var jobs: [UnownedJob] = []
        private var done = 0

        mutating func add(_ job: UnownedJob) { jobs.append(job) }

        mutating func next() -> UnownedJob? {
            guard done < jobs.count else {
                jobs.removeAll(keepingCapacity: true)
                done = 0
                return nil
            }
            done += 1
            if done == 4_096 {
                let job = jobs[done - 1]
                jobs.removeFirst(done)
                done = 0
                return job
            }
            return jobs[done - 1]
        }
    }

    /// The thread that runs the simulation.
    private final class OneThread: TaskExecutor {
        func enqueue(_ job: UnownedJob) { Simulation.jobs.withLock { $0.add(job) } }
    }
}
