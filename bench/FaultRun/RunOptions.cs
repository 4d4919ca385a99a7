using System.Globalization;

namespace MobileBackend.FaultRun;

/// <summary>How call backs reach the extranet in this run.</summary>
internal enum Transport
{
    Http,
    RabbitMq,
}

/// <summary>What is asked of a run.</summary>
/// <param name="Transport">How call backs reach the extranet.</param>
/// <param name="Duration">How long faults go on, at the least: the last round is finished.</param>
/// <param name="Storm">How much of each round is kills, restarts and partners that are away, all at once.</param>
/// <param name="WrongClocks">How much of each round two of the replicas have a wrong clock.</param>
/// <param name="SlotCapacity">Calls in a slot: few enough that people compete for the first ones, and enough that there are places to the end.</param>
/// <param name="Seed">Chooses who is killed when, and what people do; how processes interleave is theirs to choose.</param>
internal sealed record RunOptions(Transport Transport, TimeSpan Duration, TimeSpan Storm, TimeSpan WrongClocks, int SlotCapacity, int Seed)
{
    /// <exception cref="ArgumentException">An option is unknown, or its value is.</exception>
    public static RunOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new RunOptions(Transport.Http, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(75), TimeSpan.FromSeconds(20), 60, Random.Shared.Next());
        for (var index = 0; index < arguments.Count; index++)
        {
            options = arguments[index] switch
            {
                "--short" =>
                    options with { Duration = TimeSpan.Zero, Storm = TimeSpan.FromSeconds(20), WrongClocks = TimeSpan.FromSeconds(6), SlotCapacity = 8 },
                "--transport" => options with { Transport = Enum.Parse<Transport>(Value(arguments, ++index), ignoreCase: true) },
                "--seed" => options with { Seed = int.Parse(Value(arguments, ++index), CultureInfo.InvariantCulture) },
                var other =>
                    throw new ArgumentException($"Unknown option {other}; there are --short, --transport http|rabbitmq and --seed N.", nameof(arguments)),
            };
        }

        return options;
    }

    private static string Value(IReadOnlyList<string> arguments, int index) =>
        index < arguments.Count ? arguments[index] : throw new ArgumentException($"{arguments[index - 1]} needs a value.", nameof(arguments));
}
