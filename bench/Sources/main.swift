import Glibc

/// What `elastatus-bench` measures; bench/run calls it beside the peers and judges the ratios.
let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "answers": await AnswersBench.run(arguments.dropFirst().map { $0 })
case "page": await PageBench.run(arguments.dropFirst().map { $0 })
case "memory": MemoryBench.run(arguments.dropFirst().map { $0 })
case "schedules": SchedulesBench.run(arguments.dropFirst().map { $0 })
case "sweep": SweepBench.run(arguments.dropFirst().map { $0 })
case "age": AgeBench.run(arguments.dropFirst().map { $0 })
default:
    print(
        """
        usage: elastatus-bench answers ENDPOINT MODELS ROUNDS | page ROOT | memory KINDS MODELS |
               schedules KINDS MODELS |
               sweep KINDS MODELS [ACCOUNTS] | age ROOT
        """)
    exit(2)
}
