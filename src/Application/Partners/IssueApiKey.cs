using FluentValidation;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Common.Security;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Partners;

namespace MobileBackend.Application.Partners;

/// <summary>Lets a site or a partner call the service.</summary>
/// <param name="Kind">Where the key lives.</param>
/// <param name="Name">The partner or site, as the extranet is told it, as it was parsed.</param>
/// <param name="Scopes">At least one of <see cref="ApiKeyScopes.All"/>.</param>
/// <param name="Origins">For a publishable key: the web origins it may be used from, as they were parsed.</param>
/// <param name="DailyQuota">Things the key may create in a day; null for <see cref="ApiKey.UsualDailyQuota"/>.</param>
/// <param name="DaySharePercent">For a secret key: the part of the call backs of a day that it may hold; null for <see cref="ApiKey.UsualDayShare"/>.</param>
public sealed record IssueApiKeyCommand(
    ApiKeyKind? Kind, Result<PartnerName> Name, IReadOnlyList<string>? Scopes, IReadOnlyList<Result<WebOrigin>>? Origins, int? DailyQuota,
    int? DaySharePercent)
    : ICommand<Result<IssuedApiKeyResponse>>, IIdempotentCommand;

internal sealed class IssueApiKeyValidator : AbstractValidator<IssueApiKeyCommand>
{
    private const int MostOrigins = 20;
    private const int LargestQuota = 1_000_000;

    public IssueApiKeyValidator()
    {
        RuleFor(command => command.Kind).NotNull();
        RuleFor(command => command.Name).Parsed();
        RuleFor(command => command.Scopes)
            .Must(scopes => scopes is { Count: > 0 } && scopes.All(ApiKeyScopes.All.Contains) && scopes.Distinct().Count() == scopes.Count)
            .WithMessage(_ => ApiKeyErrors.Scope.Text.ToString());
        RuleFor(command => command.Origins)
            .Must((command, origins) => command.Kind == ApiKeyKind.Secret ? origins is null or { Count: 0 } : origins is { Count: > 0 and <= MostOrigins })
            .WithMessage(_ => ApiKeyErrors.OriginsOfKind.Text.ToString());
        RuleForEach(command => command.Origins).Parsed();
        RuleFor(command => command.DaySharePercent)
            .Must((command, share) => share is null || (share is >= 1 and <= 100 && command.Kind == ApiKeyKind.Secret))
            .WithMessage(_ => ApiKeyErrors.DayShare.Text.ToString());
        RuleFor(command => command.DailyQuota).InclusiveBetween(1, LargestQuota).WithMessage(_ => ApiKeyErrors.DailyQuota.Text.ToString());
    }
}

internal sealed class IssueApiKeyHandler(IAppDbContext database, IAuditTrail audit, TimeProvider time)
    : ICommandHandler<IssueApiKeyCommand, Result<IssuedApiKeyResponse>>
{
    public Task<Result<IssuedApiKeyResponse>> Handle(IssueApiKeyCommand command, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = ApiKeyId.From(Guid.CreateVersion7(now));
        var (key, secretHash) = OpaqueToken.Create(ApiKeyForm.PrefixOf(command.Kind!.Value), id.Value);
        List<string> origins = [.. (command.Origins ?? []).Select(origin => origin.Value.Value).Distinct()];
        var issued = ApiKey.Issue(
            id, command.Kind.Value, command.Name.Value.Value, secretHash, command.Scopes!, origins, command.DailyQuota, command.DaySharePercent, now);
        database.ApiKeys.Add(issued);
        audit.Record("api-key-issued", id.ToString());
        return Task.FromResult<Result<IssuedApiKeyResponse>>(new IssuedApiKeyResponse(id.Value, key, ApiKeyResponse.From(issued)));
    }
}
