namespace MobileBackend.Infrastructure.Jobs;

/// <summary>
/// When a rule has its turn in a run. Of the rules of one turn none makes or takes what another counts, and none what a rule of a later turn counts: a
/// preview, which counts for all of them first, then says what a run does.
/// </summary>
internal enum RetentionTurn
{
    /// <summary>
    /// Ends things by a use case, or takes what a rule of the next turn would take along unseen: a part of something that may end in the same run.
    /// </summary>
    First,

    /// <summary>Takes rows by their own date.</summary>
    Middle,

    /// <summary>Acts on people, with whom rows of any feature may go.</summary>
    Last,
}

/// <summary>How one kind of thing ends. Found by this interface; scoped. A run repeats it until it finds no more, a preview counts alone.</summary>
internal interface IRetentionRule
{
    const string Removed = "removed";
    const string Erased = "erased";

    /// <summary>The kind, by its table.</summary>
    string Kind { get; }

    /// <summary>What is done to it, as in "12 removed".</summary>
    string Outcome { get; }

    RetentionTurn Turn { get; }

    /// <summary>How many have reached their end; nothing is changed.</summary>
    /// <param name="now">When the run began: the same in the whole of it.</param>
    /// <param name="cancellationToken">Ends the count.</param>
    Task<int> CountAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Ends some of them, in a short transaction.</summary>
    /// <param name="now">When the run began: the same in the whole of it.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>How many; none means that there are no more.</returns>
    Task<int> ApplySomeAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
