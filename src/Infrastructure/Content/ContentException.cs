namespace MobileBackend.Infrastructure.Content;

/// <summary>Content that cannot be used: the service does not start with it. Says the file and the line, for whoever edited it.</summary>
internal sealed class ContentException(string file, long line, string problem, Exception? cause = null)
    : Exception($"{file}({line}): {problem}", cause)
{
    public string File { get; } = file;

    /// <summary>The reason, without file and line.</summary>
    public string Problem { get; } = problem;

    /// <summary>From 1.</summary>
    public long Line { get; } = line;
}
