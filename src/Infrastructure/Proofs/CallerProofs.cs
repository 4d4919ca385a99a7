using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Proofs;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Proofs;

namespace MobileBackend.Infrastructure.Proofs;

/// <summary>One for each request, so that the verdict on its token is found once, however often its transaction is run.</summary>
internal sealed partial class CallerProofs(
    IPresentedProofs presented,
    AppCheckTokens appCheck,
    Challenges challenges,
    UsedChallenges used,
    IOptions<ProofOptions> options,
    ICurrentCaller current,
    ProofMetrics metrics,
    ILogger<CallerProofs> logger) : ICallerProofs, IProofPreparation
{
    private ProofOutcome? _appCheck;

    public CallerProof Shown { get; private set; }

    /// <summary>A partner's server has a secret of its own, and the program itself calls no one.</summary>
    private bool IsExempt => current.Caller.Kind is CallerKind.SecretKey or CallerKind.System;

    public async Task PrepareAsync(ProofFlow flow, CancellationToken cancellationToken)
    {
        if (!IsExempt && options.Value.AppCheck.ModeOf(flow) != ProofMode.Off)
        {
            _appCheck ??= Judged(flow, ProofMetrics.AppCheck, await appCheck.JudgeAsync(presented.AppCheckTokens, cancellationToken));
        }
    }

    public bool IsWelcome(ProofFlow flow) =>
        !IsExempt && (options.Value.AppCheck.ModeOf(flow) != ProofMode.Off || options.Value.Challenge.ModeOf(flow) != ProofMode.Off);

    public async Task<Result<CallerProof>> UseAsync(ProofFlow flow, CancellationToken cancellationToken)
    {
        var taken = await TakeAsync(flow, cancellationToken);
        Shown = taken.IsFailure ? CallerProof.None : taken.Value;
        return taken;
    }

    private async Task<Result<CallerProof>> TakeAsync(ProofFlow flow, CancellationToken cancellationToken)
    {
        if (IsExempt)
        {
            return CallerProof.None;
        }

        await PrepareAsync(flow, cancellationToken);
        if (_appCheck == ProofOutcome.Good)
        {
            return CallerProof.App;
        }

        var mode = options.Value.Challenge.ModeOf(flow);
        if (mode != ProofMode.Off && Judged(flow, ProofMetrics.Challenge, await UseSolutionAsync(flow, cancellationToken)) == ProofOutcome.Good)
        {
            return CallerProof.Challenge;
        }

        return mode == ProofMode.Enforce || options.Value.AppCheck.ModeOf(flow) == ProofMode.Enforce ? ProofErrors.Required : CallerProof.None;
    }

    private async Task<ProofOutcome> UseSolutionAsync(ProofFlow flow, CancellationToken cancellationToken)
    {
        var judged = challenges.Judge(presented.ChallengeSolutions, flow);
        return judged.Outcome == ProofOutcome.Good && !await used.TryUseAsync(judged, cancellationToken) ? ProofOutcome.Used : judged.Outcome;
    }

    private ProofOutcome Judged(ProofFlow flow, string kind, ProofOutcome outcome)
    {
        metrics.Judged(flow, kind, outcome);
        if (outcome is not (ProofOutcome.Good or ProofOutcome.Missing) && logger.IsEnabled(LogLevel.Information))
        {
            LogNotGood(kind, flow.Word(), ProofMetrics.Word(outcome));
        }

        return outcome;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A proof by {Kind} for {Flow} counts as none: {Outcome}")]
    private partial void LogNotGood(string kind, string flow, string outcome);
}
