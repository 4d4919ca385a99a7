using MobileBackend.Domain.Common;

namespace MobileBackend.Infrastructure.Content;

/// <summary>
/// Content that cannot be used: the service does not start with it. Says the file and the line, for whoever edited it; in English as a message, which is for
/// logs and the command line.
/// </summary>
internal sealed class ContentException(string file, long line, LocalizedText problem, Exception? cause = null)
    : Exception($"{file}({line}): {problem.English}", cause)
{
    /// <summary>About what only comes with a release, whose faults nobody reads but in logs.</summary>
    public ContentException(string file, long line, string problem)
        : this(file, line, new LocalizedText(problem, problem))
    {
    }

    public string File { get; } = file;

    /// <summary>The reason, without file and line.</summary>
    public LocalizedText Problem { get; } = problem;

    /// <summary>From 1.</summary>
    public long Line { get; } = line;
}
