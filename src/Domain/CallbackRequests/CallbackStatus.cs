namespace MobileBackend.Domain.CallbackRequests;

/// <summary>Who calls the person back. One today; the extranet's other services may follow.</summary>
public enum CallbackService
{
    /// <summary>Tabac info service, 39 89.</summary>
    Tis,
}

/// <summary>Where a call back stands, in the words of the contract.</summary>
public enum CallbackStatus
{
    /// <summary>Saved here, not yet in the extranet.</summary>
    Pending,

    /// <summary>The extranet has it.</summary>
    Queued,

    Reached,

    /// <summary>Three unanswered attempts, or a wrong number.</summary>
    Unreachable,

    Declined,

    Cancelled,
}

public enum CallbackChannel
{
    App,
    Site,
    Partner,
}

/// <summary>What came of one attempt to call.</summary>
public enum AttemptOutcome
{
    Reached,
    NoAnswer,
    Declined,
    WrongNumber,
}
