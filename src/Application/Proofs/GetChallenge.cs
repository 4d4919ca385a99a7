using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Proofs;

/// <summary>A challenge to solve.</summary>
/// <param name="For">What its solution will be sent with.</param>
public sealed record GetChallengeQuery(ProofFlow? For) : IQuery<Result<ChallengeResponse>>;

internal sealed class GetChallengeValidator : AbstractValidator<GetChallengeQuery>
{
    public GetChallengeValidator() => RuleFor(query => query.For).NotNull();
}

internal sealed class GetChallengeHandler(IChallenges challenges) : IQueryHandler<GetChallengeQuery, Result<ChallengeResponse>>
{
    public Task<Result<ChallengeResponse>> Handle(GetChallengeQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ChallengeResponse>>(challenges.Issue(query.For!.Value));
}
