using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Security;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Privacy;

namespace MobileBackend.Api.V1.Privacy;

/// <summary>The rights of people over their data, in self-service.</summary>
[Route("api/v{version:apiVersion}")]
[Tags("Devices, inbox and rights")]
public sealed class MyDataController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Exports everything held about the person behind the app.</summary>
    /// <remarks>By feature, in clear, as JSON (GDPR, articles 15 and 20).</remarks>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet("devices/me/export")]
    [Authorize(Policies.Device)]
    [ProducesResponseType<PersonalDataExport>(StatusCodes.Status200OK)]
    public async Task<IActionResult> ExportDevice(CancellationToken cancellationToken) =>
        (await dispatcher.Send(new ExportMyDataQuery(), cancellationToken)).ToActionResult();

    /// <summary>Erases everything held about the person behind the app, at once and for good.</summary>
    /// <remarks>What the extranet already has is cancelled there by id. The app's tokens stop working.</remarks>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpDelete("devices/me")]
    [Authorize(Policies.Device)]
    [ProducesResponseType<ErasureReceiptResponse>(StatusCodes.Status200OK)]
    public async Task<IActionResult> EraseDevice(CancellationToken cancellationToken) =>
        (await dispatcher.Send(new EraseMyDataCommand(), cancellationToken)).ToActionResult();

    /// <summary>Exports what is held about the one thing behind a follow-up token.</summary>
    /// <remarks>In clear, as JSON (GDPR, articles 15 and 20).</remarks>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet("follow-up/export")]
    [Authorize(Policies.FollowUp)]
    [ProducesResponseType<PersonalDataExport>(StatusCodes.Status200OK)]
    public async Task<IActionResult> ExportFollowUp(CancellationToken cancellationToken) =>
        (await dispatcher.Send(new ExportMyDataQuery(), cancellationToken)).ToActionResult();

    /// <summary>Erases the one thing behind a follow-up token, and the token, at once and for good.</summary>
    /// <remarks>What the extranet already has is cancelled there by id (GDPR, article 17).</remarks>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpDelete("follow-up")]
    [Authorize(Policies.FollowUp)]
    [ProducesResponseType<ErasureReceiptResponse>(StatusCodes.Status200OK)]
    public async Task<IActionResult> EraseFollowUp(CancellationToken cancellationToken) =>
        (await dispatcher.Send(new EraseMyDataCommand(), cancellationToken)).ToActionResult();
}
